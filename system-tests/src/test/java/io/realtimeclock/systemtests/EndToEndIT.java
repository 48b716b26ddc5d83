package io.realtimeclock.systemtests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("alone")
@ExtendWith(EmbeddedSystem.class)
class EndToEndIT extends EndToEndScenario {

	private final ClockSystem system;

	EndToEndIT(ClockSystem system) {
		this.system = system;
	}

	@Override
	ClockSystem system() {
		return this.system;
	}

}
