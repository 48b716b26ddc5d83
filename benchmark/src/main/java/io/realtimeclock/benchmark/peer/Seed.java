package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.scenario.Subject;
import io.realtimeclock.localstack.RedisProcess;

/**
 * The stack that the clock was first written on: Django Channels, Celery and Redis. Only
 * its web server is measured.
 */
final class Seed implements Peer {

	private static final String PYTHON = "/usr/bin/python3";

	/** With more, it takes longer for a tick than until the next one. */
	private static final int MOST_CLIENTS = 500;

	@Override
	public String name() {
		return "seed";
	}

	@Override
	public Optional<String> lack() {
		boolean there = Version.runs(PYTHON, "-c", "import channels, channels_redis, celery, uvicorn, websockets");
		return there ? Optional.empty()
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
	public Running start() throws IOException {
		return Starting.run(Seed::start);
	}

	private static Subject start(Parts parts) throws IOException {
		Path folder = parts.folder();
		int redisPort = FreePorts.next();
		parts.add(RedisProcess.start(redisPort));
		Map<String, String> environment = new HashMap<>();
		environment.put("PYTHONPATH", Path.of("peers", "seed").toString());
		environment.put("PYTHONDONTWRITEBYTECODE", "1");
		environment.put("SEED_DATABASE", folder.resolve("seed.db").toString());
		environment.put("SEED_REDIS_PORT", Integer.toString(redisPort));
		String session = Program.output("seed-login", environment, List.of(PYTHON, "peers/seed/login.py"));
		int port = FreePorts.next();
		Program web = parts.add(python("seed-web", environment, "uvicorn", "asgi:application", "--host", "127.0.0.1",
				"--port", Integer.toString(port), "--workers", "1", "--log-level", "warning"));
		Network.awaitListening(port, web);
		parts.add(python("seed-worker", environment, "celery", "-A", "clock", "worker", "-c", "1", "-l", "warning"));
		parts.add(python("seed-beat", environment, "celery", "-A", "clock", "beat", "-l", "warning", "-s",
				folder.resolve("schedule").toString()));
		Target target = Target.of(URI.create("ws://127.0.0.1:" + port + "/time/tic/"), Dialect.PLAIN);
		return new Subject("seed", List.of(target), web.pids(),
				Credentials.shared("Cookie: sessionid=" + session + "\r\n"));
	}

	private static Program python(String name, Map<String, String> environment, String... module) throws IOException {
		List<String> command = new ArrayList<>(List.of(PYTHON, "-m"));
		command.addAll(List.of(module));
		return Program.start(name, environment, command);
	}

}
