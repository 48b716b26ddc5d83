package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import io.realtimeclock.systemtests.JavaProcess;

/**
 * A debugger's door to a process, through which an Error can be thrown in any of its
 * threads.
 */
final class Debugger {

	private final String port = Integer.toString(JavaProcess.freePort());

	/**
	 * Return the variables of a process that lets this debugger in.
	 */
	Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
				+ " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + this.port);
		return environment;
	}

	/**
	 * Throw one of the OutOfMemoryErrors that each JVM has ready, wherever a thread is
	 * just now.
	 * @param thread how the thread's name begins
	 */
	void throwErrorIn(String thread) throws Exception {
		VirtualMachine machine = attach();
		try {
			ObjectReference error = machine.classesByName("java.lang.OutOfMemoryError").get(0).instances(1).get(0);
			ThreadReference target = machine.allThreads()
				.stream()
				.filter((each) -> each.name().startsWith(thread))
				.findFirst()
				.orElseThrow();
			target.suspend();
			target.stop(error);
			target.resume();
		}
		finally {
			machine.dispose();
		}
	}

	private VirtualMachine attach() throws Exception {
		AttachingConnector connector = Bootstrap.virtualMachineManager()
			.attachingConnectors()
			.stream()
			.filter((each) -> each.name().equals("com.sun.jdi.SocketAttach"))
			.findFirst()
			.orElseThrow(() -> new IOException("This JDK has no debugger"));
		Map<String, Connector.Argument> arguments = connector.defaultArguments();
		arguments.get("hostname").setValue("127.0.0.1");
		arguments.get("port").setValue(this.port);
		return connector.attach(arguments);
	}

}
