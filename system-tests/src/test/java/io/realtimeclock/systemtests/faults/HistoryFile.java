package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * A part of a history in the format of the checker: one event per line.
 */
final class HistoryFile implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final Writer file;

	HistoryFile(Path path) throws IOException {
		this.file = Files.newBufferedWriter(path);
	}

	/**
	 * Write an event that happens now.
	 */
	synchronized void write(String type, Map<String, ?> fields) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("at", System.currentTimeMillis() / 1000.0);
		event.put("type", type);
		event.putAll(fields);
		try {
			this.file.write(JSON.writeValueAsString(event) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.file.close();
	}

}
