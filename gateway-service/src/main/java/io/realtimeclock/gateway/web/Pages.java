package io.realtimeclock.gateway.web;

import java.security.Principal;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.oidc.OidcProviders;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.session.OwnSessions.OwnSession;
import io.realtimeclock.gateway.session.OwnSessions;
import io.realtimeclock.gateway.tick.TickLimits;
import io.realtimeclock.settings.ClockProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The pages: the clock, each feed, and the login. */
@Controller
class Pages {

	private final OidcProviders providers;

	private final String assets;

	private final TickLimits limits;

	private final Feeds feeds;

	private final String zone;

	Pages(OidcProviders providers, Assets assets, TickLimits limits, Feeds feeds, ClockProperties clock) {
		this.feeds = feeds;
		this.zone = clock.zoneId().getId();
		this.providers = providers;
		this.assets = assets.folder();
		this.limits = limits;
	}

	@GetMapping("/")
	ModelAndView clock(Principal user, CsrfToken csrf, HttpServletRequest request) {
		return new ModelAndView("clock",
				Map.of("user", user.getName(), "base", request.getContextPath(), "assets", this.assets, "csrf",
						csrf.getToken(), "zone", this.zone, "staleAfter", this.limits.staleAfter().toMillis(),
						"silence", this.limits.longestSilence().toMillis()));
	}

	/**
	 * Return a feed's page, also if its topic is absent: the page then tries to connect
	 * again and again, and shows the values once there is a topic.
	 */
	@GetMapping(Paths.FEEDS + "{name}/")
	ModelAndView feed(@PathVariable String name, Authentication user, CsrfToken csrf, HttpServletRequest request) {
		try {
			this.feeds.query(name, user, List.of());
		}
		catch (FeedRefusedException ex) {
			if (ex.status() != HttpStatus.SERVICE_UNAVAILABLE) {
				throw CurrentValues.refused(ex);
			}
		}
		return new ModelAndView("feed", Map.of("feed", name, "user", user.getName(), "base", request.getContextPath(),
				"assets", this.assets, "csrf", csrf.getToken()));
	}

	@GetMapping("/login")
	ModelAndView login(HttpServletRequest request, CsrfToken csrf) {
		return login(LoginNotice.of(request), csrf, request);
	}

	@RequestMapping(Paths.THROTTLED)
	ModelAndView throttled(CsrfToken csrf, HttpServletRequest request) {
		return login(LoginNotice.THROTTLED, csrf, request);
	}

	@RequestMapping(Paths.UNAVAILABLE)
	ModelAndView unavailable(CsrfToken csrf, HttpServletRequest request) {
		return login(LoginNotice.UNAVAILABLE, csrf, request);
	}

	@RequestMapping(Paths.EXPIRED)
	ModelAndView expired(CsrfToken csrf, HttpServletRequest request) {
		return login(LoginNotice.EXPIRED, csrf, request);
	}

	private ModelAndView login(LoginNotice notice, CsrfToken csrf, HttpServletRequest request) {
		return new ModelAndView("login", Map.of("providers", this.providers.list(), "base", request.getContextPath(),
				"assets", this.assets, "csrf", csrf.getToken()))
			.addObject("feed", Paths.feed(request))
			.addAllObjects(notice.model());
	}

	/** What the login page says about the last attempt. */
	private enum LoginNotice {

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
			return Map.of("calm", this.problem.isEmpty(), "loggedOut", this == LOGGED_OUT, "problem", this.problem,
					"input", this == FAILED || this == THROTTLED);
		}

	}

	/** The page on which users see where they are logged in, and end sessions. */
	@Controller
	static class SessionsPage {

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
		 * Return the name of the request's session, {@code null} if the request came with
		 * its own credentials.
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

}
