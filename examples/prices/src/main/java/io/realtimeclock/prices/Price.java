package io.realtimeclock.prices;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The price of a currency pair.
 *
 * @param symbol the pair, such as {@code EURUSD}
 * @param bid the price to sell at
 * @param ask the price to buy at
 */
record Price(String symbol, BigDecimal bid, BigDecimal ask) {

	private static final int DIGITS = 5;

	static Price around(String symbol, double middle) {
		int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(middle));
		BigDecimal bid = BigDecimal.valueOf(middle).setScale(decimals, RoundingMode.DOWN);
		return new Price(symbol, bid, bid.add(bid.ulp().multiply(BigDecimal.valueOf(2))));
	}

	String toJson() {
		return "{\"bid\":" + this.bid.toPlainString() + ",\"ask\":" + this.ask.toPlainString() + "}";
	}

}
