package io.realtimeclock.health;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class DependencyHealthTests {

	private final DependencyHealth health = new DependencyHealth("Redis at cache:6379");

	@Test
	void isDownUntilItIsUsed() {
		assertThat(this.health.health().getStatus()).isEqualTo(Status.DOWN);
		this.health.up();
		assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void namesTheFault() {
		this.health.down("connection refused");
		assertThat(this.health.isUp()).isFalse();
		assertThat(this.health.health().getDetails()).containsEntry("fault", "connection refused");
	}

}
