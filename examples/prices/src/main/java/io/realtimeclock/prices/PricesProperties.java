package io.realtimeclock.prices;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the example.
 *
 * @param port the page's port on the loopback interface; 0 for any free one
 * @param gateway the gateway's origin, as browsers reach it
 */
@ConfigurationProperties("prices")
record PricesProperties(@DefaultValue("8085") int port, @DefaultValue("http://localhost:8080") String gateway) {
}
