package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Calls Redis within a bounded time, one call at a time, on a thread of its own. No call
 * is queued: connecting to a dead Redis may block for longer than a slot, and must not
 * delay the next one.
 */
@Component
final class RedisBulkhead implements DisposableBean {

	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES,
			new SynchronousQueue<>(), (task) -> new Thread(task, "claims"));

	<T> T call(Callable<T> call, Duration limit) {
		try {
			return this.thread.submit(call).get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new RedisUnavailableException(reason(ex.getCause()), ex);
		}
		catch (TimeoutException | RejectedExecutionException ex) {
			throw new RedisUnavailableException("no answer within " + limit.toMillis() + " ms", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisUnavailableException("interrupted", ex);
		}
	}

	private static String reason(@Nullable Throwable failure) {
		return (failure instanceof RedisUnavailableException || failure instanceof RedisErrorException)
				? String.valueOf(failure.getMessage()) : String.valueOf(failure);
	}

	@Override
	public void destroy() {
		this.thread.shutdownNow();
	}

}
