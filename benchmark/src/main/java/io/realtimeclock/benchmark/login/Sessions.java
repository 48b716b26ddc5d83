package io.realtimeclock.benchmark.login;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cookies of a gateway. Without knowing where its sessions are kept there are only some,
 * which the clients share: a login is slow on purpose.
 *
 * @param redisPort where they are kept, 0 if that is not known
 */
record Sessions(int port, int redisPort, String user, String password) implements Credentials {

	/** What clients share if sessions can't be copied. */
	private static final int FEW_SESSIONS = 50;

	@Override
	public List<String> headers(int number) {
		try {
			LoginForm form = new LoginForm(this.port, this.user, this.password);
			List<String> cookies = (this.redisPort > 0) ? SessionCopies.of(form.submit(), number, this.redisPort)
					: submit(form, Math.min(number, FEW_SESSIONS));
			return cookies.stream().map((cookie) -> "Cookie: " + cookie + "\r\n").toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Nobody can log in on port " + this.port, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> submit(LoginForm form, int number) throws IOException, InterruptedException {
		List<String> cookies = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			cookies.add(form.submit());
		}
		return cookies;
	}

}
