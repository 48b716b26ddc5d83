package io.realtimeclock.benchmark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of the command line: one command, and options with or without a value.
 */
final class Options {

	private static final Set<String> FLAGS = Set.of("quick", "help");

	private final String command;

	private final Map<String, String> values = new HashMap<>();

	private final Set<String> known;

	private Options(String command, Set<String> known) {
		this.command = command;
		this.known = known;
	}

	static Options parse(String[] arguments, Set<String> known) {
		Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
		boolean named = !rest.isEmpty() && !rest.getFirst().startsWith("--");
		Options options = new Options(named ? rest.removeFirst() : "all", known);
		while (!rest.isEmpty()) {
			options.put(rest.removeFirst(), rest);
		}
		return options;
	}

	private void put(String argument, Deque<String> rest) {
		String name = argument.startsWith("--") ? argument.substring(2) : argument;
		if (!FLAGS.contains(name) && !this.known.contains(name)) {
			throw new IllegalArgumentException("There is no option " + argument + "; see --help");
		}
		String value = FLAGS.contains(name) ? "true" : rest.poll();
		if (value == null) {
			throw new IllegalArgumentException("The option " + argument + " needs a value");
		}
		this.values.put(name, value);
	}

	String command() {
		return this.command;
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	String text(String name, String otherwise) {
		return this.values.getOrDefault(name, otherwise);
	}

	List<String> list(String name, String otherwise) {
		return List.of(text(name, otherwise).split(",", -1));
	}

	int number(String name, int otherwise) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Integer.parseInt(value) : otherwise;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("The option --" + name + " takes a whole number, not " + value, ex);
		}
	}

}
