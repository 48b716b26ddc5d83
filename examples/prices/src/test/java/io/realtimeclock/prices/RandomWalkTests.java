package io.realtimeclock.prices;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RandomWalkTests {

	private final RandomWalk walk = new RandomWalk(new Random(1));

	@Test
	void has500Symbols() {
		assertThat(this.walk.all()).extracting(Price::symbol)
			.hasSize(500)
			.doesNotHaveDuplicates()
			.allMatch((symbol) -> symbol.matches("[A-Z]{6}"));
	}

	@Test
	void oneStepChangesOnePrice() {
		List<Price> before = this.walk.all();
		Price next = this.walk.next();
		assertThat(this.walk.all()).contains(next)
			.filteredOn((price) -> !price.symbol().equals(next.symbol()))
			.hasSize(499)
			.allMatch(before::contains);
	}

	@Test
	void pricesStayNearWhereTheyBegan() {
		BigDecimal start = bid("EURUSD");
		for (int i = 0; i < 100_000; i++) {
			this.walk.next();
		}
		assertThat(bid("EURUSD").doubleValue()).isBetween(start.doubleValue() * 0.9, start.doubleValue() * 1.1);
		assertThat(bid("EURUSD")).isNotEqualTo(start);
	}

	private BigDecimal bid(String symbol) {
		return this.walk.all()
			.stream()
			.filter((price) -> price.symbol().equals(symbol))
			.findFirst()
			.orElseThrow()
			.bid();
	}

	@Test
	void priceHasFiveDigits() {
		assertThat(Price.around("EURUSD", 1.08).toJson()).isEqualTo("{\"bid\":1.0800,\"ask\":1.0802}");
		assertThat(Price.around("USDJPY", 151.516).toJson()).isEqualTo("{\"bid\":151.51,\"ask\":151.53}");
		assertThat(Price.around("JPYUSD", 0.0066).toJson()).isEqualTo("{\"bid\":0.0066000,\"ask\":0.0066002}");
	}

	@Test
	void eachBidIsBelowItsAsk() {
		assertThat(this.walk.all()).allMatch((price) -> price.bid().compareTo(price.ask()) < 0);
	}

}
