package io.realtimeclock.gateway.operator;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.feed.RecentSlot;
import io.realtimeclock.gateway.feed.RecentSlots;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * A page for operators on the management port: the last minute, slot by slot, and who is
 * served. It writes nothing.
 */
@Component
@WebEndpoint(id = "board")
class BoardEndpoint {

	private final RecentSlots slots;

	private final MeterRegistry meters;

	private final Template template;

	private final String replica;

	private final String version;

	BoardEndpoint(RecentSlots slots, MeterRegistry meters, Mustache.Compiler mustache, GatewayProperties gateway,
			ObjectProvider<BuildProperties> build) {
		this.slots = slots;
		this.meters = meters;
		this.template = mustache.loadTemplate("board");
		this.replica = String.valueOf(gateway.replica());
		this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("built without a version")
				+ ", Java " + Runtime.version().feature();
	}

	@ReadOperation(produces = "text/html;charset=UTF-8")
	String page() {
		List<RecentSlot> all = this.slots.list();
		long missed = all.stream().filter((slot) -> slot.ticker() == null).count();
		return this.template.execute(Map.of("replica", this.replica, "version", this.version, "slots",
				IntStream.range(0, all.size()).mapToObj((i) -> SlotBar.of(all.get(i), i)).toList(), "missed", missed,
				"of", all.size(), "tickers", TickerShare.of(all), "clients", gauge("gateway.connections"), "stalled",
				gauge("gateway.connections.stalled"), "stale", gauge("gateway.stale") > 0));
	}

	private long gauge(String name) {
		return Math.round(this.meters.get(name).gauge().value());
	}

}
