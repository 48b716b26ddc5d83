package io.realtimeclock.gateway.web;

import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

import io.realtimeclock.gateway.login.Providers;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The two pages. */
@Controller
class Pages {

	private final Providers providers;

	private final String assets;

	Pages(Providers providers, AssetVersion version) {
		this.providers = providers;
		this.assets = version.folder();
	}

	@GetMapping("/")
	ModelAndView clock(Principal user, CsrfToken csrf) {
		return new ModelAndView("clock",
				Map.of("user", user.getName(), "assets", this.assets, "csrf", csrf.getToken()));
	}

	@GetMapping("/login")
	ModelAndView login(HttpServletRequest request, CsrfToken csrf) {
		String notice = (request.getParameter("error") != null) ? "failed"
				: (request.getParameter("logout") != null) ? "loggedOut" : "";
		return login(notice, csrf);
	}

	@RequestMapping("/login/throttled")
	ModelAndView throttled(CsrfToken csrf) {
		return login("throttled", csrf);
	}

	private ModelAndView login(String notice, CsrfToken csrf) {
		Map<String, Object> model = new HashMap<>();
		model.put("failed", notice.equals("failed"));
		model.put("loggedOut", notice.equals("loggedOut"));
		model.put("calm", notice.isEmpty() || notice.equals("loggedOut"));
		model.put("throttled", notice.equals("throttled"));
		model.put("providers", this.providers.list());
		model.put("assets", this.assets);
		model.put("csrf", csrf.getToken());
		return new ModelAndView("login", model);
	}

}
