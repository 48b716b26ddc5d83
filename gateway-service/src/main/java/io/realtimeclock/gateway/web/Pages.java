package io.realtimeclock.gateway.web;

import java.security.Principal;
import java.util.Map;

import io.realtimeclock.gateway.feed.FeedTimes;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.oidc.OidcProviders;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The two pages. */
@Controller
class Pages {

	private final OidcProviders providers;

	private final String assets;

	private final FeedTimes times;

	Pages(OidcProviders providers, AssetVersion version, FeedTimes times) {
		this.providers = providers;
		this.assets = version.folder();
		this.times = times;
	}

	@GetMapping("/")
	ModelAndView clock(Principal user, CsrfToken csrf, HttpServletRequest request) {
		return new ModelAndView("clock",
				Map.of("user", user.getName(), "base", request.getContextPath(), "assets", this.assets, "csrf",
						csrf.getToken(), "staleAfter", this.times.staleAfter().toMillis(), "silence",
						this.times.longestSilence().toMillis()));
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
		return new ModelAndView("login", Map.of("providers", this.providers.list(), "base", request.getContextPath(),
				"assets", this.assets, "csrf", csrf.getToken()))
			.addAllObjects(notice.model());
	}

}
