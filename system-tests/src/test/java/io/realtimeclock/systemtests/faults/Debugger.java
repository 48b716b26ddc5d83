package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import io.realtimeclock.testsupport.FreePorts;

/**
 * Attaches to a process and throws an Error in one of its threads.
 */
final class Debugger {

	private static final long HIT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final String port = Integer.toString(FreePorts.next());

	/**
	 * Return the variables of a process that this debugger can attach to.
	 */
	Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05"
				+ " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + this.port);
		return environment;
	}

	/**
	 * Throw one of the JVM's preallocated OutOfMemoryErrors, once, at the next call of a
	 * method.
	 */
	void throwErrorIn(String className, String method) throws Exception {
		VirtualMachine machine = attach();
		try {
			ObjectReference error = machine.classesByName("java.lang.OutOfMemoryError").get(0).instances(1).get(0);
			BreakpointRequest call = machine.eventRequestManager()
				.createBreakpointRequest(
						machine.classesByName(className).get(0).methodsByName(method).get(0).location());
			call.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
			call.addCountFilter(1);
			call.enable();
			awaitCall(machine).thread().stop(error);
		}
		finally {
			// Its threads run on
			machine.dispose();
		}
	}

	private static BreakpointEvent awaitCall(VirtualMachine machine) throws Exception {
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < HIT_LIMIT_NANOS) {
			EventSet events = machine.eventQueue().remove(1000);
			if (events != null) {
				for (Event event : events) {
					if (event instanceof BreakpointEvent call) {
						return call;
					}
				}
				events.resume();
			}
		}
		throw new IOException("The method was not called");
	}

	private VirtualMachine attach() throws Exception {
		AttachingConnector connector = Bootstrap.virtualMachineManager()
			.attachingConnectors()
			.stream()
			.filter((each) -> each.name().equals("com.sun.jdi.SocketAttach"))
			.findFirst()
			.orElseThrow(() -> new IOException("This JDK has no debugger"));
		Map<String, Connector.Argument> arguments = connector.defaultArguments();
		Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
		Objects.requireNonNull(arguments.get("port")).setValue(this.port);
		return connector.attach(arguments);
	}

}
