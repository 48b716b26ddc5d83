package io.realtimeclock.gateway.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/** What the login page says above its form. */
enum LoginNotice {

	NONE, FAILED, LOGGED_OUT, THROTTLED;

	static LoginNotice of(HttpServletRequest request) {
		if (request.getParameter("error") != null) {
			return FAILED;
		}
		return (request.getParameter("logout") != null) ? LOGGED_OUT : NONE;
	}

	/** Return it as the page's template asks for it. */
	Map<String, Boolean> model() {
		return Map.of("failed", this == FAILED, "loggedOut", this == LOGGED_OUT, "throttled", this == THROTTLED, "calm",
				this == NONE || this == LOGGED_OUT);
	}

}
