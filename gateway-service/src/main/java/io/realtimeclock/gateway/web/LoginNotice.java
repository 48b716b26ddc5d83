package io.realtimeclock.gateway.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/** What the login page says above its form. */
enum LoginNotice {

	NONE(""), LOGGED_OUT(""), FAILED("User name or password is wrong."),
	THROTTLED("Too many attempts; try again in a minute."), CANCELLED("The log-in was cancelled."),
	EXPIRED("This log-in has expired or was begun in another tab. Log in again."),
	NAME("The provider did not say who you are. Ask your administrator."),
	PROVIDER("The provider's answer could not be used. Try again, or ask your administrator."),
	UNAVAILABLE("The provider does not answer. Try again in a minute.");

	private final String problem;

	LoginNotice(String problem) {
		this.problem = problem;
	}

	static LoginNotice of(HttpServletRequest request) {
		String error = request.getParameter("error");
		if (error != null) {
			return switch (error) {
				case "cancelled" -> CANCELLED;
				case "expired" -> EXPIRED;
				case "name" -> NAME;
				case "provider" -> PROVIDER;
				default -> FAILED;
			};
		}
		return (request.getParameter("logout") != null) ? LOGGED_OUT : NONE;
	}

	/** Return it as the page's template asks for it. */
	Map<String, Object> model() {
		return Map.of("calm", this.problem.isEmpty(), "loggedOut", this == LOGGED_OUT, "problem", this.problem);
	}

}
