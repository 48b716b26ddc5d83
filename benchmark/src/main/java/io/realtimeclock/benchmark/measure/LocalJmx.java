package io.realtimeclock.benchmark.measure;

import java.io.IOException;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/** Connects to another JVM of the same user, which need not be prepared for it. */
final class LocalJmx {

	private LocalJmx() {
	}

	@SuppressWarnings("BanJNDI") // the other JVM is one that we started
	static JMXConnector connect(long pid) throws IOException {
		return JMXConnectorFactory.connect(new JMXServiceURL(address(pid)));
	}

	private static String address(long pid) throws IOException {
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
			throw new IOException("Process " + pid + " is no JVM that can be attached to", ex);
		}
	}

}
