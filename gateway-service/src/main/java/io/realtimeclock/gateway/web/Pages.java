package io.realtimeclock.gateway.web;

import java.security.Principal;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The two pages.
 */
@Controller
class Pages {

	@GetMapping("/")
	ModelAndView clock(Principal user, CsrfToken csrf) {
		return new ModelAndView("clock", Map.of("user", user.getName(), "csrf", csrf.getToken()));
	}

	@GetMapping("/login")
	ModelAndView login(HttpServletRequest request, CsrfToken csrf) {
		return new ModelAndView("login", Map.of("failed", request.getParameter("error") != null, "loggedOut",
				request.getParameter("logout") != null, "csrf", csrf.getToken()));
	}

}
