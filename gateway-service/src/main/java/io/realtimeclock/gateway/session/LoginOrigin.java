package io.realtimeclock.gateway.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.netty.util.NetUtil;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Where a login came from, in a few words: nothing that a client sends is stored as it
 * is.
 *
 * @param address the client's IP address
 * @param browser the common names of the browser and its system; the whole header would
 * identify the device
 */
record LoginOrigin(String address, String browser) {

	/** The origin of logins from before it was stored. */
	static final LoginOrigin UNKNOWN = new LoginOrigin("an unknown address", "Unknown browser");

	/** Parts of the header and what they mean. Most browsers name others after them. */
	private static final List<Map.Entry<String, String>> BROWSERS = List.of(Map.entry("Edg", "Edge"),
			Map.entry("OPR/", "Opera"), Map.entry("SamsungBrowser/", "Samsung Internet"),
			Map.entry("Firefox/", "Firefox"), Map.entry("FxiOS/", "Firefox"), Map.entry("Chrome/", "Chrome"),
			Map.entry("CriOS/", "Chrome"), Map.entry("Safari/", "Safari"), Map.entry("curl/", "curl"));

	private static final List<Map.Entry<String, String>> SYSTEMS = List.of(Map.entry("Android", " on Android"),
			Map.entry("iPhone", " on iPhone"), Map.entry("iPad", " on iPad"), Map.entry("Windows", " on Windows"),
			Map.entry("CrOS", " on ChromeOS"), Map.entry("Mac OS X", " on macOS"), Map.entry("Linux", " on Linux"));

	/** Refuse what was not stored whole. */
	LoginOrigin {
		Objects.requireNonNull(address);
		Objects.requireNonNull(browser);
	}

	static LoginOrigin of(HttpServletRequest request) {
		return new LoginOrigin(address(request.getRemoteAddr()), browser(request.getHeader(HttpHeaders.USER_AGENT)));
	}

	/** Shorten an IPv6 address (RFC 5952), without brackets and zone. */
	static String address(String address) {
		String plain = address.replaceAll("^\\[|%.*|]$", "");
		InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(plain);
		return (parsed != null) ? NetUtil.toAddressString(parsed) : UNKNOWN.address();
	}

	static String browser(@Nullable String userAgent) {
		String header = (userAgent != null) ? userAgent : "";
		return find(BROWSERS, header, UNKNOWN.browser()) + find(SYSTEMS, header, "");
	}

	private static String find(List<Map.Entry<String, String>> names, String header, String otherwise) {
		return names.stream()
			.filter((name) -> header.contains(name.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(otherwise);
	}

}
