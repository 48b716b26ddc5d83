package io.realtimeclock.gateway.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.oidc.OidcProviders;
import io.realtimeclock.gateway.tick.TickLimits;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The pages: the clock, each feed, and the login. */
@Controller
class Pages {

	private final OidcProviders providers;

	private final String assets;

	private final TickLimits limits;

	private final Feeds feeds;

	Pages(OidcProviders providers, Assets assets, TickLimits limits, Feeds feeds) {
		this.feeds = feeds;
		this.providers = providers;
		this.assets = assets.folder();
		this.limits = limits;
	}

	@GetMapping("/")
	ModelAndView clock(Principal user, CsrfToken csrf, HttpServletRequest request) {
		return new ModelAndView("clock",
				Map.of("user", user.getName(), "base", request.getContextPath(), "assets", this.assets, "csrf",
						csrf.getToken(), "staleAfter", this.limits.staleAfter().toMillis(), "silence",
						this.limits.longestSilence().toMillis()));
	}

	/** The page shows by itself that a feed's topic is absent, and when it is there. */
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

	private ModelAndView login(LoginNotice notice, CsrfToken csrf, HttpServletRequest request) {
		return new ModelAndView("login",
				Map.of("providers", this.providers.list(), "base", request.getContextPath(), "assets", this.assets,
						"csrf", csrf.getToken(), "feed", Objects.requireNonNullElse(request.getParameter("feed"), "")))
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

}
