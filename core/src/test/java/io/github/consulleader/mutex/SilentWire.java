package io.github.consulleader.mutex;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;

/** A wire on which nothing comes back for a while, whatever was asked and when. */
@SuppressWarnings("FutureReturnValueIgnored") // a proxy hands them on as objects
final class SilentWire {

	/** What becomes of requests. */
	enum Mood {

		/** They are answered. */
		SPEAKS,

		/** They are lost. */
		DEAF,

		/** They are carried out, and the answers are lost. */
		MUTE

	}

	private final Duration timeout;

	private volatile Mood mood = Mood.SPEAKS;

	SilentWire(Duration timeout) {
		this.timeout = timeout;
	}

	void mood(Mood next) {
		this.mood = next;
	}

	Consul over(Consul consul) {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> ask(consul, method, arguments));
	}

	private Object ask(Consul consul, Method method, Object[] arguments) {
		if (method.getReturnType() != CompletableFuture.class) {
			return call(consul, method, arguments);
		}
		CompletableFuture<Object> answered = new CompletableFuture<>();
		if (this.mood == Mood.DEAF) {
			return giveUp(answered);
		}
		((CompletableFuture<?>) call(consul, method, arguments)).thenAccept((answer) -> {
			if (this.mood == Mood.SPEAKS) {
				answered.complete(answer);
			}
			else {
				giveUp(answered);
			}
		});
		return answered;
	}

	private CompletableFuture<Object> giveUp(CompletableFuture<Object> answered) {
		return answered.completeOnTimeout(new Answer.Unknown<>("silent"), this.timeout.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static Object call(Consul consul, Method method, Object[] arguments) {
		try {
			return method.invoke(consul, arguments);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
