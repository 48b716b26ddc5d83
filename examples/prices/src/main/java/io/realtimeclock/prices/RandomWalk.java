package io.realtimeclock.prices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Prices of 500 currency pairs, each of which changes a little at random times. */
final class RandomWalk {

	private static final int SYMBOLS = 500;

	/** The standard deviation of a change, relative to the price. */
	private static final double STEP = 0.0002;

	/** About what each currency is worth in dollars. */
	private static final Map<String, Double> DOLLARS = Map.ofEntries(Map.entry("USD", 1.0), Map.entry("EUR", 1.08),
			Map.entry("GBP", 1.27), Map.entry("JPY", 0.0066), Map.entry("CHF", 1.13), Map.entry("AUD", 0.66),
			Map.entry("CAD", 0.73), Map.entry("NZD", 0.6), Map.entry("SEK", 0.095), Map.entry("NOK", 0.094),
			Map.entry("DKK", 0.145), Map.entry("PLN", 0.25), Map.entry("CZK", 0.043), Map.entry("HUF", 0.0028),
			Map.entry("RON", 0.217), Map.entry("TRY", 0.03), Map.entry("ZAR", 0.054), Map.entry("MXN", 0.057),
			Map.entry("BRL", 0.19), Map.entry("INR", 0.012), Map.entry("CNY", 0.14), Map.entry("HKD", 0.128),
			Map.entry("SGD", 0.74));

	private final RandomGenerator random;

	private final List<String> symbols;

	private final double[] prices = new double[SYMBOLS];

	RandomWalk(RandomGenerator random) {
		this.random = random;
		this.symbols = symbols();
		for (int i = 0; i < SYMBOLS; i++) {
			String symbol = this.symbols.get(i);
			this.prices[i] = dollars(symbol.substring(0, 3)) / dollars(symbol.substring(3));
		}
	}

	private static List<String> symbols() {
		List<String> symbols = new ArrayList<>();
		List<String> currencies = DOLLARS.keySet().stream().sorted().toList();
		for (String base : currencies) {
			currencies.stream().filter((quote) -> !quote.equals(base)).map(base::concat).forEach(symbols::add);
		}
		return symbols.subList(0, SYMBOLS);
	}

	private static double dollars(String currency) {
		return DOLLARS.getOrDefault(currency, 1.0);
	}

	/** Return the current price of each symbol. */
	List<Price> all() {
		List<Price> all = new ArrayList<>();
		for (int i = 0; i < SYMBOLS; i++) {
			all.add(price(i));
		}
		return all;
	}

	/** Change one price. */
	Price next() {
		int chosen = this.random.nextInt(SYMBOLS);
		this.prices[chosen] *= Math.exp(STEP * this.random.nextGaussian());
		return price(chosen);
	}

	private Price price(int index) {
		return Price.around(this.symbols.get(index), this.prices[index]);
	}

}
