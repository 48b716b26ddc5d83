package io.realtimeclock.benchmark;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void withoutACommandEverythingRuns() {
		assertThat(parse("--quick").command()).isEqualTo("all");
		assertThat(parse("--quick").has("quick")).isTrue();
	}

	@Test
	void optionsFollowTheCommand() {
		Options options = parse("storm", "--clients", "500", "--only", "floor,gateway");
		assertThat(options.command()).isEqualTo("storm");
		assertThat(options.number("clients", 1)).isEqualTo(500);
		assertThat(options.number("turns", 3)).isEqualTo(3);
		assertThat(options.list("only", "")).containsExactly("floor", "gateway");
	}

	@Test
	void whatIsWrongIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--cleints", "5"))
			.withMessageContaining("--cleints");
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--clients"))
			.withMessageContaining("needs a value");
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--clients", "many").number("clients", 1))
			.withMessageContaining("many");
	}

	private static Options parse(String... arguments) {
		return Options.parse(arguments, Set.of("clients", "turns", "only"));
	}

}
