package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/**
 * Another JVM: its live heap, its pauses, and its allocations as counted by its threads,
 * exact to the byte. The threads that serve this connection are ignored.
 */
final class RemoteJvm implements AutoCloseable {

	private final JMXConnector connector;

	private final ThreadMXBean threads;

	private final MemoryMXBean memory;

	private Map<Long, Long> previous = Map.of();

	/**
	 * Attach to a JVM of the same user.
	 * @throws IOException if it can't be attached to
	 */
	@SuppressWarnings("BanJNDI") // the benchmark has started the other JVM
	RemoteJvm(long pid) throws IOException {
		this.connector = JMXConnectorFactory.connect(new JMXServiceURL(startAgent(pid)));
		this.threads = ManagementFactory.newPlatformMXBeanProxy(this.connector.getMBeanServerConnection(),
				ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
		this.memory = ManagementFactory.newPlatformMXBeanProxy(this.connector.getMBeanServerConnection(),
				ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
	}

	static boolean isJvm(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info().command())
			.filter((command) -> command.endsWith("/java"))
			.isPresent();
	}

	private static String startAgent(long pid) throws IOException {
		try {
			VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
			try {
				return machine.startLocalManagementAgent();
			}
			finally {
				machine.detach();
			}
		}
		catch (AttachNotSupportedException ex) {
			throw new IOException("Process " + pid + " is not a JVM or can't be attached to", ex);
		}
	}

	/**
	 * Return the bytes allocated since the last call, by the name of the thread without
	 * its digits.
	 */
	Map<String, Long> exchange() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		ThreadInfo[] infos = this.threads.getThreadInfo(ids);
		Map<Long, Long> now = new HashMap<>();
		Map<String, Long> allocated = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			if (infos[i] != null && isApplicationThread(infos[i].getThreadName())) {
				now.put(ids[i], bytes[i]);
				long before = Objects.requireNonNullElse(this.previous.get(ids[i]), 0L);
				allocated.merge(infos[i].getThreadName().replaceAll("\\d+", ""), bytes[i] - before, Long::sum);
			}
		}
		this.previous = now;
		return allocated;
	}

	/** Collect the garbage and return how many bytes of the heap are used. */
	long liveHeap() {
		this.memory.gc();
		return this.memory.getHeapMemoryUsage().getUsed();
	}

	/**
	 * Have the JVM log its safepoints, at each of which all of its threads stand still,
	 * to a file.
	 * @throws IOException if it can't be told
	 */
	void logSafepoints(Path file) throws IOException {
		String[] arguments = { "what=safepoint", "output=" + file.toAbsolutePath(), "decorators=uptime" };
		try {
			this.connector.getMBeanServerConnection()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmLog",
						new Object[] { arguments }, new String[] { String[].class.getName() });
		}
		catch (JMException ex) {
			throw new IOException("The JVM does not log its safepoints", ex);
		}
	}

	/** Return the CPU time of all threads with a name prefix, in nanoseconds. */
	long cpuNanos(String prefix) {
		long[] ids = this.threads.getAllThreadIds();
		long[] nanos = this.threads.getThreadCpuTime(ids);
		ThreadInfo[] infos = this.threads.getThreadInfo(ids);
		long sum = 0;
		for (int i = 0; i < ids.length; i++) {
			if (infos[i] != null && infos[i].getThreadName().startsWith(prefix)) {
				sum += nanos[i];
			}
		}
		return sum;
	}

	private static boolean isApplicationThread(String name) {
		return Stream.of("RMI ", "JMX ", "Attach Listener").noneMatch(name::startsWith);
	}

	@Override
	public void close() throws IOException {
		this.connector.close();
	}

}
