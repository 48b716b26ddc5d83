package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.load.WireFormat;
import io.realtimeclock.benchmark.process.Closer;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.testsupport.FreePorts;

/** Nchan, the push module of nginx. */
final class Nchan implements Peer {

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

	@Override
	public String name() {
		return "nchan";
	}

	@Override
	public Optional<String> missing() {
		boolean installed = Installed.has("nginx") && Files.exists(MODULE);
		return installed ? Optional.empty() : Optional.of("nginx with libnginx-mod-nchan");
	}

	@Override
	public String version() {
		return "Nchan " + Installed.packageVersion("libnginx-mod-nchan") + ", nginx "
				+ Installed.version(Installed.path("nginx"), "-v") + ", one worker";
	}

	@Override
	public SystemUnderTest start(Closer closer) throws IOException {
		Path folder = closer.folder();
		int port = FreePorts.next();
		Path configuration = Program.configure(Path.of("peers", "nchan", "nginx.conf"), folder,
				Map.of("MODULE", MODULE.toString(), "FOLDER", folder.toString(), "PORT", Integer.toString(port)));
		Program nginx = closer.add(Program.start("nchan", Installed.path("nginx"), "-c", configuration.toString()));
		Wait.untilListening(port, nginx);
		// The master listens before it has a worker, which uses all the CPU time
		Wait.untilForked(2, nginx);
		HttpClient http = HttpClient.newHttpClient();
		URI uri = URI.create("http://127.0.0.1:" + port + "/publish");
		closer.add(TickSource.start((message) -> http.send(
				HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(message)).build(),
				HttpResponse.BodyHandlers.discarding())));
		return new SystemUnderTest("nchan", new Target(port, "/subscribe", WireFormat.PLAIN), nginx.pids());
	}

}
