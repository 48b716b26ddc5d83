package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.FreePorts;
import io.realtimeclock.benchmark.process.Installed;
import io.realtimeclock.benchmark.process.Network;
import io.realtimeclock.benchmark.process.Parts;
import io.realtimeclock.benchmark.process.Program;
import io.realtimeclock.benchmark.process.Version;

/** The push module of nginx. */
final class Nchan implements Peer {

	private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

	@Override
	public String name() {
		return "nchan";
	}

	@Override
	public Optional<String> lack() {
		boolean there = Installed.has("nginx") && Files.exists(MODULE);
		return there ? Optional.empty() : Optional.of("nginx with libnginx-mod-nchan");
	}

	@Override
	public String version() {
		return "Nchan " + Version.ofPackage("libnginx-mod-nchan") + ", nginx "
				+ Version.of(Installed.path("nginx"), "-v") + ", one worker";
	}

	@Override
	public Subject start(Parts parts) throws IOException {
		Path folder = parts.folder();
		int port = FreePorts.next();
		Path settings = Template.fill(Path.of("peers", "nchan", "nginx.conf"), folder,
				Map.of("MODULE", MODULE.toString(), "FOLDER", folder.toString(), "PORT", Integer.toString(port)));
		Program nginx = parts.add(Program.start("nchan", Installed.path("nginx"), "-c", settings.toString()));
		Network.awaitListening(port, nginx);
		parts.add(TickSource.start(new HttpPublisher(URI.create("http://127.0.0.1:" + port + "/publish"))));
		return new Subject("nchan", new Target(port, "/subscribe", Dialect.PLAIN), nginx.pids());
	}

}
