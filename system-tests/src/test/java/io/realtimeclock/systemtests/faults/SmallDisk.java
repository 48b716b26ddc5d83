package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of its own, in memory, that can be filled to the last byte.
 */
final class SmallDisk implements AutoCloseable {

	private final Path folder;

	private SmallDisk(Path folder) {
		this.folder = folder;
	}

	static SmallDisk mount(int megabytes) throws IOException {
		Path folder = Files.createTempDirectory("system-tests-disk-");
		Command.run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "system-tests", folder.toString());
		return new SmallDisk(folder);
	}

	Path newFolder() throws IOException {
		return Files.createTempDirectory(this.folder, "node-");
	}

	void fill() {
		try (OutputStream out = Files.newOutputStream(ballast())) {
			byte[] page = new byte[4096];
			while (Files.getFileStore(this.folder).getUsableSpace() > 0) {
				out.write(page);
			}
		}
		catch (IOException ex) {
			// Full
		}
	}

	void free() throws IOException {
		Files.delete(ballast());
	}

	private Path ballast() {
		return this.folder.resolve("ballast");
	}

	@Override
	public void close() throws IOException {
		Command.run("umount", "--lazy", this.folder.toString());
		Files.delete(this.folder);
	}

}
