package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.scenario.Subject;

/** The push module of nginx. */
final class Nchan implements Peer {

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

	@Override
	public String name() {
		return "nchan";
	}

	@Override
	public Optional<String> lack() {
		boolean there = Installed.find("nginx").isPresent() && Files.exists(MODULE);
		return there ? Optional.empty() : Optional.of("nginx with libnginx-mod-nchan");
	}

	@Override
	public String version() {
		return "Nchan " + Version.ofPackage("libnginx-mod-nchan") + ", nginx "
				+ Version.of(Installed.find("nginx").orElseThrow().toString(), "-v") + ", one worker";
	}

	@Override
	public Running start() throws IOException {
		return Starting.run(Nchan::start);
	}

	private static Subject start(Parts parts) throws IOException {
		Path folder = parts.folder();
		int port = FreePorts.next();
		Path settings = Template.fill(Path.of("peers", "nchan", "nginx.conf"), folder,
				Map.of("MODULE", MODULE.toString(), "FOLDER", folder.toString(), "PORT", Integer.toString(port)));
		Program nginx = parts.add(Program.start("nchan", Map.of(),
				List.of(Installed.find("nginx").orElseThrow().toString(), "-c", settings.toString())));
		Network.awaitListening(port, nginx);
		HttpClient http = HttpClient.newHttpClient();
		URI uri = URI.create("http://127.0.0.1:" + port + "/publish");
		parts.add(TickSource.start((message) -> http.send(
				HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(message)).build(),
				HttpResponse.BodyHandlers.discarding())));
		Target target = Target.of(URI.create("ws://127.0.0.1:" + port + "/subscribe"), Dialect.PLAIN);
		return new Subject("nchan", List.of(target), nginx.pids(), Credentials.NONE);
	}

}
