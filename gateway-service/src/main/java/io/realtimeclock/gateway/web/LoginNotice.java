package io.realtimeclock.gateway.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

/** What the login page says about the last attempt. */
enum LoginNotice {

	NONE(""), LOGGED_OUT(""), FAILED("User name or password is wrong."),
	THROTTLED("Too many attempts; try again in a minute."), CANCELLED("The login was canceled."),
	EXPIRED("The login has expired or was started in another tab. Log in again."),
	NAME("The provider sent no user name. Ask your administrator."),
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

	/** Return the variables of the page's template. */
	Map<String, Object> model() {
		return Map.of("calm", this.problem.isEmpty(), "loggedOut", this == LOGGED_OUT, "problem", this.problem, "input",
				this == FAILED || this == THROTTLED);
	}

}
