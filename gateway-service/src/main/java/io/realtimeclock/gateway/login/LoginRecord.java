package io.realtimeclock.gateway.login;

import java.io.IOException;

import io.realtimeclock.gateway.session.UserLogins;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Notes whose a session is and how it was made, once somebody has logged in by it, so
 * that it can be found when it is to end, and shows the clock.
 */
@Component
final class LoginRecord implements AuthenticationSuccessHandler {

	private final AuthenticationSuccessHandler clock = new SimpleUrlAuthenticationSuccessHandler("/");

	private final UserLogins logins;

	private final SessionRules rules;

	LoginRecord(UserLogins logins, SessionRules rules) {
		this.logins = logins;
		this.rules = rules;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
			throws IOException, ServletException {
		HttpSession session = request.getSession();
		String id = session.getId();
		this.rules.began(session, login);
		this.logins.began(login.getName(), id);
		if (login.getPrincipal() instanceof OidcUser person) {
			ProviderLogin.of(person).forEach((name) -> this.logins.beganElsewhere(name, id));
		}
		this.clock.onAuthenticationSuccess(request, response, login);
	}

}
