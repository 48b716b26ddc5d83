package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.lettuce.core.RedisClient;
import io.realtimeclock.systemtests.Frame;
import io.realtimeclock.systemtests.OwnSystem;
import io.realtimeclock.systemtests.RecordingClient;
import io.realtimeclock.systemtests.ServiceProcess;
import io.realtimeclock.testsupport.RawSocket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway process with a client that must not be disturbed.
 */
final class Victim implements AutoCloseable {

	private static final Map<String, String> SETTINGS = Map.of("GATEWAY_REQUEST_TIMEOUT", "3s", "GATEWAY_STALL_TIMEOUT",
			"3s", "GATEWAY_MAX_CONNECTIONS_PER_USER", "1000", "JDK_JAVA_OPTIONS",
			"-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05 -Xmx128m"
					// All of the heap is resident from the start: what grows is not it
					+ " -Xms128m -XX:+AlwaysPreTouch");

	private static final int GROWTH_MEGABYTES = 64;

	private static final int LIVE_HEAP_GROWTH_MEGABYTES = 24;

	private final OwnSystem system;

	private final RecordingClient bystander;

	private final long residentBefore;

	private final long liveHeapBefore;

	private Victim(String name) throws IOException, InterruptedException {
		this.system = OwnSystem.running(name, SETTINGS);
		this.bystander = RecordingClient.connect(this.system.gateway());
		this.bystander.awaitLive(4, Duration.ofSeconds(10));
		this.liveHeapBefore = liveHeapMegabytes();
		this.residentBefore = residentMegabytes();
	}

	/**
	 * Start one and wait until its client gets ticks.
	 * @param name begins the names of its logs
	 */
	static Victim start(String name) throws IOException, InterruptedException {
		return new Victim(name);
	}

	/**
	 * Check that a row gets the expected response, disturbs no client and leaks no
	 * memory.
	 */
	void withstands(Row row, HostileReport report) throws Exception {
		int before = this.bystander.live().size();
		String answer = row.attack().on(this);
		this.bystander.awaitLive(before + 1, Duration.ofSeconds(5));
		long missed = missed(this.bystander.live());
		long grown = residentMegabytes() - this.residentBefore;
		report.add(row, answer, missed, grown);
		assertThat(answer).matches(row.answer());
		assertThat(missed).as("ticks that another client missed").isZero();
		assertThat(grown).as("MB that the gateway has grown since the first row").isLessThan(GROWTH_MEGABYTES);
		assertThat(gateway().isAlive()).isTrue();
	}

	int port() {
		return this.system.port();
	}

	ServiceProcess gateway() {
		return this.system.gateway();
	}

	/**
	 * Return the address of its broker.
	 */
	String kafka() {
		return this.system.addresses().kafka();
	}

	/**
	 * Return the process id of its Redis.
	 */
	long redisPid() {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.system.addresses().redisPort())) {
			return client.connect()
				.sync()
				.info("server")
				.lines()
				.filter((line) -> line.startsWith("process_id:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst()
				.orElseThrow();
		}
	}

	/**
	 * Send a request and return the status of its answer.
	 */
	String answer(Request request) throws IOException {
		try (RawSocket socket = new RawSocket(port())) {
			return socket.send(request.toString()).status();
		}
	}

	/**
	 * Open a WebSocket.
	 */
	RawSocket open() throws IOException {
		return open(0);
	}

	RawSocket open(int receiveBuffer) throws IOException {
		RawSocket socket = new RawSocket(port(), receiveBuffer);
		String status = socket.send(Request.handshake().toString()).status();
		if (!status.equals("101")) {
			throw new IllegalStateException("The handshake was answered with " + status);
		}
		return socket;
	}

	private static long missed(List<Frame> live) {
		long missed = 0;
		for (int i = 1; i < live.size(); i++) {
			missed += live.get(i).sequence() - live.get(i - 1).sequence() - 1;
		}
		return missed;
	}

	private long residentMegabytes() throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.system.gateway().pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElseThrow();
	}

	/** Return the heap in use after a collection. */
	private long liveHeapMegabytes() throws IOException, InterruptedException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		Process collection = new ProcessBuilder(jcmd, Long.toString(gateway().pid()), "GC.run").start();
		assertThat(collection.waitFor()).as("the status of jcmd").isZero();
		return (long) gateway().metric("jvm.memory.used?tag=area:heap") >> 20;
	}

	/**
	 * Check that the rows have left nothing on the gateway's heap.
	 * @return its growth as text
	 */
	String growth() throws IOException, InterruptedException {
		long liveHeap = liveHeapMegabytes();
		assertThat(liveHeap - this.liveHeapBefore).as("MB that its heap has grown since the first row")
			.isLessThan(LIVE_HEAP_GROWTH_MEGABYTES);
		return "the gateway grew from %d to %d MB, what lives on its heap from %d to %d MB"
			.formatted(this.residentBefore, residentMegabytes(), this.liveHeapBefore, liveHeap);
	}

	@Override
	public void close() throws IOException {
		this.bystander.close();
		this.system.close();
	}

}
