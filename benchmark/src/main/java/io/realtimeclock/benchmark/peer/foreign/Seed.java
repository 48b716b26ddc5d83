package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Version;
import io.realtimeclock.localstack.RedisProcess;

/**
 * The stack that the clock was first written on: Django Channels, Celery and Redis. Only
 * its web server is measured.
 */
final class Seed implements Peer {

	/** With more, it takes longer for a tick than until the next one. */
	private static final int MOST_CLIENTS = 500;

	@Override
	public String name() {
		return "seed";
	}

	@Override
	public Optional<String> lack() {
		return Python.has("channels, channels_redis, celery, uvicorn, websockets") ? Optional.empty()
				: Optional.of("python3-django-channels, python3-channels-redis, python3-celery, python3-uvicorn or"
						+ " python3-websockets");
	}

	@Override
	public String version() {
		return "Django Channels " + Version.ofPackage("python3-django-channels") + ", Celery "
				+ Version.ofPackage("python3-celery") + ", uvicorn " + Version.ofPackage("python3-uvicorn")
				+ "; its beat keeps no grid, so its latency holds up to a slot of that";
	}

	@Override
	public int mostClients() {
		return MOST_CLIENTS;
	}

	@Override
	public Subject start(Parts parts) throws IOException {
		Path folder = parts.folder();
		int redisPort = FreePorts.next();
		parts.add(RedisProcess.start(redisPort));
		Map<String, String> environment = Map.of("PYTHONPATH", "peers/seed", "PYTHONDONTWRITEBYTECODE", "1",
				"SEED_DATABASE", folder.resolve("seed.db").toString(), "SEED_REDIS_PORT", Integer.toString(redisPort));
		Python python = new Python(environment);
		String session = python.script("seed-login", "peers/seed/login.py").output();
		int port = FreePorts.next();
		Program web = parts.add(python.module("seed-web", "uvicorn", "asgi:application", "--host", "127.0.0.1",
				"--port", Integer.toString(port), "--workers", "1", "--log-level", "warning"));
		Network.awaitListening(port, web);
		parts.add(python.module("seed-worker", "celery", "-A", "clock", "worker", "-c", "1", "-l", "warning"));
		parts.add(python.module("seed-beat", "celery", "-A", "clock", "beat", "-l", "warning", "-s",
				folder.resolve("schedule").toString()));
		return new Subject("seed", List.of(new Target(port, "/time/tic/", Dialect.PLAIN)), web.pids(),
				Credentials.shared("Cookie: sessionid=" + session + "\r\n"));
	}

}
