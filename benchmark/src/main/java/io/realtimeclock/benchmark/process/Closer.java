package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import org.springframework.util.FileSystemUtils;

/**
 * Closes resources in reverse order of their creation, also if the benchmark is
 * interrupted.
 */
public final class Closer implements AutoCloseable {

	private final Deque<AutoCloseable> resources = new ArrayDeque<>();

	private final Thread hook = new Thread(this::closeAll, "stop");

	public Closer() {
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/** Register a resource to be closed. */
	public synchronized <T extends AutoCloseable> T add(T resource) {
		this.resources.push(resource);
		return resource;
	}

	/** Create an empty folder that is deleted on close. */
	public Path folder() throws IOException {
		Path folder = Files.createTempDirectory("benchmark-");
		AutoCloseable deletion = () -> FileSystemUtils.deleteRecursively(folder);
		add(deletion);
		return folder;
	}

	private synchronized void closeAll() {
		while (!this.resources.isEmpty()) {
			AutoCloseable resource = this.resources.pop();
			try {
				resource.close();
			}
			catch (Exception ex) {
				// The remaining resources must be closed anyway
				Thread.currentThread()
					.getUncaughtExceptionHandler()
					.uncaughtException(Thread.currentThread(),
							new IllegalStateException(resource + " failed to stop", ex));
			}
		}
	}

	@Override
	public void close() {
		closeAll();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down already
		}
	}

}
