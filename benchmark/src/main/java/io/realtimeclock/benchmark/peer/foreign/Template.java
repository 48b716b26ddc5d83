package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Fills in the configuration of a peer. */
final class Template {

	private Template() {
	}

	static Path fill(Path template, Path folder, Map<String, String> values) throws IOException {
		String text = Files.readString(template);
		for (Map.Entry<String, String> value : values.entrySet()) {
			text = text.replace("${" + value.getKey() + "}", value.getValue());
		}
		return Files.writeString(folder.resolve(template.getFileName()), text);
	}

}
