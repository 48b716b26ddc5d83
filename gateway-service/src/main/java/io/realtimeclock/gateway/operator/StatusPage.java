package io.realtimeclock.gateway.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.tick.RecentSlots;
import io.realtimeclock.gateway.tick.RecentSlots.RecentSlot;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * A page for operators on the management port: each slot of the last minute, the tickers
 * that published ticks, and the number of clients.
 */
@Component
@WebEndpoint(id = "status")
class StatusPage {

	private final RecentSlots slots;

	private final MeterRegistry meters;

	private final Template template;

	private final String style;

	private final String replica;

	private final String version;

	StatusPage(RecentSlots slots, MeterRegistry meters, Mustache.Compiler mustache, GatewayProperties gateway,
			ObjectProvider<BuildProperties> build) throws IOException {
		this.slots = slots;
		this.meters = meters;
		this.template = mustache.loadTemplate("status");
		this.style = asset("clock.css") + asset("status.css");
		this.replica = String.valueOf(gateway.replica());
		this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
	}

	private static String asset(String name) throws IOException {
		return new ClassPathResource("assets/" + name).getContentAsString(StandardCharsets.UTF_8);
	}

	@ReadOperation(produces = "text/html;charset=UTF-8")
	String page() {
		List<RecentSlot> all = this.slots.list();
		List<Ticker> tickers = Ticker.of(all);
		return this.template.execute(Map.of("replica", this.replica, "version", this.version, "java",
				Runtime.version().feature(), "chart", Chart.of(all, this.slots.capacity()), "missed",
				all.size() - tickers.stream().mapToLong(Ticker::ticks).sum(), "total", all.size(), "tickers", tickers,
				"clients", gauge("gateway.connections"), "stalled", gauge("gateway.connections.stalled"), "stale",
				gauge("gateway.stale") > 0));
	}

	/**
	 * The main port's assets are not on this port, and its policy allows no other host's.
	 */
	@ReadOperation(produces = "text/css;charset=UTF-8")
	@Nullable String style(@Selector String name) {
		return name.equals("style.css") ? this.style : null;
	}

	private long gauge(String name) {
		return Math.round(this.meters.get(name).gauge().value());
	}

	/**
	 * The last minute, which ends at the right, also while it is not whole yet.
	 *
	 * @param width in slots
	 */
	private record Chart(int width, List<Bar> bars) {

		static Chart of(List<RecentSlot> slots, int width) {
			int left = width - slots.size();
			return new Chart(width,
					IntStream.range(0, slots.size()).mapToObj((i) -> Bar.of(slots.get(i), left + i)).toList());
		}

	}

	/** A slot as a bar of the chart. */
	private record Bar(String text, int position, long height, String kind) {

		private static final double MAX_MILLIS = 500;

		private static final long LATE_MILLIS = 100;

		static Bar of(RecentSlot slot, int position) {
			if (slot.ticker() == null) {
				return new Bar(slot.instant() + ": no tick", position, 4, "missed");
			}
			double delay = Math.min(MAX_MILLIS, Math.max(0, (double) slot.delayMillis()));
			long height = Math.round(100 * Math.log1p(delay) / Math.log1p(MAX_MILLIS));
			return new Bar(slot.instant() + ": from " + slot.ticker() + ", delay " + slot.delayMillis() + " ms",
					position, Math.max(2, height), (delay > LATE_MILLIS) ? "late" : "good");
		}

	}

	/** The ticks of one ticker. */
	private record Ticker(String ticker, long ticks, long mean, long maximum) {

		static List<Ticker> of(List<RecentSlot> slots) {
			Map<String, LongSummaryStatistics> delays = slots.stream()
				.filter((slot) -> slot.ticker() != null)
				.collect(Collectors.groupingBy((slot) -> Objects.requireNonNull(slot.ticker()), TreeMap::new,
						Collectors.summarizingLong(RecentSlot::delayMillis)));
			return delays.entrySet()
				.stream()
				.map((entry) -> new Ticker(entry.getKey(), entry.getValue().getCount(),
						Math.round(entry.getValue().getAverage()), entry.getValue().getMax()))
				.toList();
		}

	}

}
