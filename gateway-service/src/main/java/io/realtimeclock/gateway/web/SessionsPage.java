package io.realtimeclock.gateway.web;

import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.session.OwnSessions;
import io.realtimeclock.gateway.session.OwnSessions.OwnSession;
import io.realtimeclock.settings.ClockProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which users see where they are logged in, and end sessions. */
@Controller
class SessionsPage {

	private static final String OTHERS = "others";

	private final OwnSessions sessions;

	private final String assets;

	private final DateTimeFormatter times;

	SessionsPage(OwnSessions sessions, Assets assets, ClockProperties clock) {
		this.sessions = sessions;
		this.assets = assets.folder();
		this.times = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm z", Locale.ENGLISH).withZone(clock.zoneId());
	}

	@GetMapping(Paths.SESSIONS)
	ModelAndView show(Authentication user, CsrfToken csrf, HttpServletRequest request) {
		String current = current(user);
		List<Row> rows = this.sessions.list(user.getName())
			.stream()
			.map((session) -> row(session, current))
			.sorted(Comparator.comparing(Row::current).reversed())
			.toList();
		long others = rows.stream().filter((row) -> !row.current()).count();
		return new ModelAndView("sessions",
				Map.of("base", request.getContextPath(), "assets", this.assets, "csrf", csrf.getToken(), "sessions",
						rows, "own", rows.size() > others, "several", others > 1, "others", OTHERS));
	}

	/**
	 * End sessions of the user.
	 * @param session the name of one, or {@value #OTHERS} for all but the current one
	 */
	@PostMapping(Paths.SESSIONS)
	View end(Authentication user, @RequestParam String session) {
		if (session.equals(OTHERS)) {
			this.sessions.endOthers(user.getName(), current(user));
		}
		else {
			this.sessions.end(user.getName(), session);
		}
		return new RedirectView(Paths.SESSIONS, true, false);
	}

	/**
	 * Return the name of the request's session, {@code null} if the request came with its
	 * own credentials.
	 */
	private static @Nullable String current(Authentication user) {
		Login login = Login.of(user);
		return (login != null) ? login.sessionName() : null;
	}

	private Row row(OwnSession session, @Nullable String current) {
		String sockets = (session.sockets() == 1) ? "1 open connection" : session.sockets() + " open connections";
		return new Row(session.name(), session.name().equals(current), session.browser(), session.address(),
				this.times.format(session.since()), sockets);
	}

	/** A session as the page shows it. */
	record Row(String name, boolean current, String browser, String address, String since, String sockets) {

	}

}
