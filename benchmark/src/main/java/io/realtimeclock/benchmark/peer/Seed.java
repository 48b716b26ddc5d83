package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;

/**
 * The first implementation of the clock: Django Channels, Celery and Redis. Only its web
 * server is measured.
 */
final class Seed implements Peer {

	private static final String PYTHON = "/usr/bin/python3";

	/** With more clients, sending a tick takes longer than a slot. */
	private static final int MAX_CLIENTS = 500;

	@Override
	public String name() {
		return "seed";
	}

	@Override
	public Optional<String> missing() {
		return canImport("channels, channels_redis, celery, uvicorn, websockets") ? Optional.empty()
				: Optional.of("python3-django-channels, python3-channels-redis, python3-celery, python3-uvicorn or"
						+ " python3-websockets");
	}

	private static boolean canImport(String modules) {
		try {
			return new ProcessBuilder(PYTHON, "-c", "import " + modules).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
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

	@Override
	public String version() {
		return "Django Channels " + Installed.packageVersion("python3-django-channels") + ", Celery "
				+ Installed.packageVersion("python3-celery") + ", uvicorn "
				+ Installed.packageVersion("python3-uvicorn")
				+ "; its ticks are not aligned to slots, which adds up to one slot to its latency";
	}

	@Override
	public int maxClients() {
		return MAX_CLIENTS;
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		Path folder = closer.folder();
		int redisPort = FreePorts.next();
		closer.add(RedisServer.start(redisPort));
		Map<String, String> environment = Map.of("PYTHONPATH", "peers/seed", "PYTHONDONTWRITEBYTECODE", "1",
				"SEED_DATABASE", folder.resolve("seed.db").toString(), "SEED_REDIS_PORT", Integer.toString(redisPort));
		String session = Program.start("seed-login", environment, List.of(PYTHON, "peers/seed/login.py")).output();
		int port = FreePorts.next();
		Program web = closer.add(module(environment, "seed-web", "uvicorn", "asgi:application", "--host", "127.0.0.1",
				"--port", Integer.toString(port), "--workers", "1", "--log-level", "warning"));
		Wait.untilListening(port, web);
		closer.add(module(environment, "seed-worker", "celery", "-A", "clock", "worker", "-c", "1", "-l", "warning"));
		closer.add(module(environment, "seed-beat", "celery", "-A", "clock", "beat", "-l", "warning", "-s",
				folder.resolve("schedule").toString()));
		return new SystemUnderTest("seed", List.of(new Target(port, "/time/tic/", WireFormat.PLAIN)), web.pids(),
				Credentials.shared("Cookie: sessionid=" + session + "\r\n"));
	}

	private static Program module(Map<String, String> environment, String name, String... module) throws IOException {
		List<String> command = new ArrayList<>(List.of(PYTHON, "-m"));
		command.addAll(List.of(module));
		return Program.start(name, environment, command);
	}

}
