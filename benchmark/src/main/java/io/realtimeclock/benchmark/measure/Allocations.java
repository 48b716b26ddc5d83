package io.realtimeclock.benchmark.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import javax.management.remote.JMXConnector;

import com.sun.management.ThreadMXBean;

/**
 * What the threads of another JVM have allocated, exact to the byte: each thread counts
 * for itself. The threads that serve this look are left out.
 */
public final class Allocations implements AutoCloseable {

	private final JMXConnector connector;

	private final ThreadMXBean threads;

	private Map<Long, Long> last = Map.of();

	/**
	 * Attach to a JVM of the same user.
	 * @throws IOException if it does not let us
	 */
	public Allocations(long pid) throws IOException {
		this.connector = LocalJmx.connect(pid);
		this.threads = ManagementFactory.newPlatformMXBeanProxy(this.connector.getMBeanServerConnection(),
				ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
	}

	/**
	 * Return the bytes that were allocated since this was asked for the last time, by the
	 * name of the thread without the numbers in it.
	 */
	public Map<String, Long> exchange() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		ThreadInfo[] infos = this.threads.getThreadInfo(ids);
		Map<Long, Long> now = new HashMap<>();
		Map<String, Long> grown = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			if (infos[i] != null && isOurs(infos[i].getThreadName())) {
				now.put(ids[i], bytes[i]);
				long before = Objects.requireNonNullElse(this.last.get(ids[i]), 0L);
				grown.merge(infos[i].getThreadName().replaceAll("\\d+", ""), bytes[i] - before, Long::sum);
			}
		}
		this.last = now;
		return grown;
	}

	/** Return the CPU time of the threads whose names begin so, in nanoseconds. */
	public long cpuNanos(String name) {
		long[] ids = this.threads.getAllThreadIds();
		long[] nanos = this.threads.getThreadCpuTime(ids);
		ThreadInfo[] infos = this.threads.getThreadInfo(ids);
		long sum = 0;
		for (int i = 0; i < ids.length; i++) {
			if (infos[i] != null && infos[i].getThreadName().startsWith(name)) {
				sum += nanos[i];
			}
		}
		return sum;
	}

	private static boolean isOurs(String thread) {
		return Arrays.stream(new String[] { "RMI ", "JMX ", "Attach Listener" }).noneMatch(thread::startsWith);
	}

	@Override
	public void close() throws IOException {
		this.connector.close();
	}

}
