package io.realtimeclock.localstack;

import java.io.File;
import java.io.IOException;
import java.util.List;

import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/** Redis's program, unpacked from the Maven artefact into a folder of its own. */
record RedisProgram(File file) {

	static RedisProgram unpack() throws IOException {
		return new RedisProgram(RedisExecProvider.defaultProvider().get());
	}

	Process start(int port) throws IOException {
		return new ProcessBuilder(
				List.of(this.file.getPath(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""))
			.directory(this.file.getParentFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	void delete() throws IOException {
		FileSystemUtils.deleteRecursively(this.file.toPath().getParent());
	}

}
