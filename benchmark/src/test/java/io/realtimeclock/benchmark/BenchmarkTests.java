package io.realtimeclock.benchmark;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.realtimeclock.benchmark.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BenchmarkTests {

	private final CommandLine commandLine = Benchmark.commandLine();

	@Test
	void optionsMayFollowTheCommand() {
		Settings settings = parse("storm", "--clients", "500", "--only", "floor,gateway");
		assertThat(settings.clients()).isEqualTo(500);
		assertThat(settings.turns()).isEqualTo(3);
		assertThat(settings.peers("nats")).extracting(Peer::name).containsExactly("floor", "gateway");
	}

	@Test
	void numberOfClientsMayHaveAnotherDefault() {
		assertThat(parse("feeds", "peers").clients(1_000)).isEqualTo(1_000);
		assertThat(parse("feeds", "peers", "--clients", "200").clients(1_000)).isEqualTo(200);
	}

	@Test
	void quickChangesTheDefaults() {
		Settings settings = parse("--quick", "--turns", "2");
		assertThat(settings.quick()).isTrue();
		assertThat(settings.clients()).isEqualTo(3_000);
		assertThat(settings.turns()).isEqualTo(2);
	}

	@Test
	void urlDescribesARunningServer() {
		Settings settings = parse("steady", "--url", "ws://127.0.0.1:8080/time/tic/,ws://127.0.0.1:8081/time/tic/",
				"--pid", "1,2", "--login", "none");
		assertThat(settings.hasUrl()).isTrue();
		assertThat(settings.runningSystem().targets()).extracting("port").containsExactly(8080, 8081);
		assertThat(settings.runningSystem().pids()).containsExactly(1L, 2L);
		assertThat(settings.runningSystem().credentials().headers(1)).containsExactly("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "steady --cleints 5", "steady --clients", "steady --clients many", "stedy",
			"steady --only flour" })
	void invalidArgumentsAreNamed(String arguments) {
		StringWriter errors = new StringWriter();
		this.commandLine.setErr(new PrintWriter(errors, true));
		assertThat(this.commandLine.execute(arguments.split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
		assertThat(errors.toString()).containsPattern("--cleints|--clients|stedy|flour").contains("--help");
	}

	@Test
	void helpListsCommandsAndOptions() {
		assertThat(this.commandLine.getUsageMessage()).contains("compare", "soak", "feeds", "--warm-up", "--only");
		assertThat(this.commandLine.getSubcommands().values()).isNotEmpty()
			.allSatisfy((command) -> assertThat(command.getUsageMessage()).contains("--clients", "--minutes"));
	}

	private Settings parse(String... arguments) {
		this.commandLine.parseArgs(arguments);
		Benchmark benchmark = this.commandLine.getCommand();
		return benchmark.settings();
	}

}
