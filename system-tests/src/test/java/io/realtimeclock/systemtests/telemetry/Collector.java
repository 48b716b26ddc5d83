package io.realtimeclock.systemtests.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * Receives traces and metrics with OTLP over HTTP.
 */
final class Collector implements AutoCloseable {

	private final HttpServer server;

	private final List<Sent> spans = new CopyOnWriteArrayList<>();

	private final Set<String> metrics = ConcurrentHashMap.newKeySet();

	private Collector(HttpServer server) {
		this.server = server;
		server.createContext("/v1/traces", this::takeTraces);
		server.createContext("/v1/metrics", this::takeMetrics);
		server.start();
	}

	static Collector start() throws IOException {
		return new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
	}

	/**
	 * Return the environment variables of a service that exports here.
	 */
	Map<String, String> settings() {
		String address = "http://localhost:" + this.server.getAddress().getPort();
		return Map.of("SPRING_PROFILES_ACTIVE", "telemetry", "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
				address + "/v1/traces", "MANAGEMENT_OTLP_METRICS_EXPORT_URL", address + "/v1/metrics",
				"MANAGEMENT_OTLP_METRICS_EXPORT_STEP", "2s");
	}

	List<Sent> spans() {
		return this.spans;
	}

	Set<String> metrics() {
		return this.metrics;
	}

	private void takeTraces(HttpExchange exchange) throws IOException {
		ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
		request.getResourceSpansList()
			.forEach((spans) -> spans.getScopeSpansList()
				.forEach((scope) -> scope.getSpansList()
					.forEach((span) -> this.spans.add(new Sent(service(spans.getResource()), span)))));
		answer(exchange);
	}

	private void takeMetrics(HttpExchange exchange) throws IOException {
		ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
		request.getResourceMetricsList()
			.forEach((metrics) -> metrics.getScopeMetricsList()
				.forEach((scope) -> scope.getMetricsList().forEach((metric) -> this.metrics.add(metric.getName()))));
		answer(exchange);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private static String service(Resource resource) {
		return resource.getAttributesList()
			.stream()
			.filter((attribute) -> attribute.getKey().equals("service.name"))
			.map((attribute) -> attribute.getValue().getStringValue())
			.findFirst()
			.orElse("");
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A part of a trace.
	 *
	 * @param service the sender
	 * @param span its content
	 */
	record Sent(String service, Span span) {

		boolean isChildOf(Sent other) {
			return this.span.getTraceId().equals(other.span.getTraceId())
					&& this.span.getParentSpanId().equals(other.span.getSpanId());
		}

	}

}
