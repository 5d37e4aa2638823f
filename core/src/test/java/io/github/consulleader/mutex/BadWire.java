package io.github.consulleader.mutex;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Operation;

/**
 * A wire that loses answers to transactions, or delivers transactions late; those that
 * only look pass.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a proxy hands them on as objects
final class BadWire {

	private final AtomicInteger answersToLose = new AtomicInteger();

	private final AtomicInteger toDelay = new AtomicInteger();

	private final List<Supplier<Object>> delayed = new CopyOnWriteArrayList<>();

	void loseAnswers(int number) {
		this.answersToLose.set(number);
	}

	void delay(int number) {
		this.toDelay.set(number);
	}

	int delayed() {
		return this.delayed.size();
	}

	void deliverDelayed() {
		this.delayed.forEach((request) -> ((CompletableFuture<?>) request.get()).join());
		this.delayed.clear();
	}

	Consul over(Consul consul) {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> method.getName().equals("transact") ? transact(consul, method, arguments)
						: call(consul, method, arguments));
	}

	private Object transact(Consul consul, Method method, Object[] arguments) {
		if (((List<?>) arguments[0]).stream().noneMatch((operation) -> ((Operation) operation).writes())) {
			return call(consul, method, arguments);
		}
		if (this.toDelay.getAndUpdate((n) -> Math.max(0, n - 1)) > 0) {
			this.delayed.add(() -> call(consul, method, arguments));
			return CompletableFuture.completedFuture(new Answer.Unknown<>("delayed"));
		}
		Object result = call(consul, method, arguments);
		if (this.answersToLose.getAndUpdate((n) -> Math.max(0, n - 1)) > 0) {
			return ((CompletableFuture<?>) result).thenApply((answer) -> new Answer.Unknown<>("lost"));
		}
		return result;
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
