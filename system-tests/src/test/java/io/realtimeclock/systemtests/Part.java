package io.realtimeclock.systemtests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;

/**
 * Programs that some tests need and not every machine has.
 */
public enum Part {

	/** A C compiler, and a Redis that can load the compiled library. */
	CLOCK_SHIFTER("gcc and redis-server") {
		@Override
		boolean isThere() {
			return find("gcc").isPresent() && find("redis-server").isPresent();
		}
	},

	/** A Redis server with TLS, which the embedded one lacks. */
	REDIS_SERVER("redis-server") {
		@Override
		boolean isThere() {
			return find("redis-server").isPresent();
		}
	},

	/** Redis Sentinel. */
	REDIS_SENTINEL("redis-sentinel") {
		@Override
		boolean isThere() {
			return find("redis-sentinel").isPresent();
		}
	},

	/** The right to create network namespaces and mounts. */
	NAMESPACES("root with ip and mount") {
		@Override
		boolean isThere() {
			return find("ip").isPresent() && find("mount").isPresent() && runs("unshare", "--mount", "--net", "true");
		}
	},

	/** A browser with its driver. */
	CHROMIUM("Chromium with its chromedriver") {
		@Override
		boolean isThere() {
			return find("chromium", "chromium-browser", "google-chrome").isPresent()
					&& find("chromedriver").isPresent();
		}
	},

	/** The npm package manager. */
	NPM("Node's npm") {
		@Override
		boolean isThere() {
			return find("npm").isPresent();
		}
	},

	/** A JavaScript runtime. */
	NODE("Node.js") {
		@Override
		boolean isThere() {
			return find("node").isPresent();
		}
	},

	/** Git. */
	GIT("git") {
		@Override
		boolean isThere() {
			return find("git").isPresent();
		}
	},

	/** Python without any library. */
	PYTHON_ALONE("Python 3") {
		@Override
		boolean isThere() {
			return runs("python3", "--version");
		}
	},

	/** Python with its WebSocket library. */
	PYTHON("Python with the package websockets") {
		@Override
		boolean isThere() {
			return runs("python3", "-c", "import websockets");
		}
	},

	/** A container engine. */
	DOCKER("a Docker engine that answers") {
		@Override
		boolean isThere() {
			return DockerClientFactory.instance().isDockerAvailable();
		}
	},

	/** The command line of Kubernetes, with Kustomize. */
	KUBECTL("kubectl") {
		@Override
		boolean isThere() {
			return find("kubectl").isPresent();
		}
	},

	/** Docker Compose. */
	COMPOSE("docker-compose or Docker's compose") {
		@Override
		boolean isThere() {
			return find("docker-compose").isPresent() || runs("docker", "compose", "version");
		}
	},

	/** Docker Compose 2 with BuildKit. */
	COMPOSE_2("Docker's plugins compose and buildx") {
		@Override
		boolean isThere() {
			return runs("docker", "compose", "version") && runs("docker", "buildx", "version");
		}
	};

	private final String words;

	Part(String words) {
		this.words = words;
	}

	abstract boolean isThere();

	/**
	 * Tell whether this machine has it.
	 */
	public boolean isPresent() {
		return isThere();
	}

	String words() {
		return this.words;
	}

	/**
	 * Find the first of the programs on the path.
	 */
	static Optional<Path> find(String... programs) {
		String[] folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1);
		return Arrays.stream(programs).flatMap((program) -> in(folders, program)).findFirst();
	}

	private static boolean runs(String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static Stream<Path> in(String[] folders, String program) {
		return Arrays.stream(folders).map((folder) -> Path.of(folder, program)).filter(Files::isExecutable);
	}

}
