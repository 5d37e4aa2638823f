package io.github.consulleader.mutex;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.consul.Consul;
import org.jspecify.annotations.Nullable;

/** A wire on which the next request of a kind throws, on the thread that asks. */
final class FailingWire {

	private final AtomicReference<@Nullable String> next = new AtomicReference<>();

	/** Named as the method that makes the request. */
	void failNext(String request) {
		this.next.set(request);
	}

	/** Whether what was to fail has not been asked yet. */
	boolean isArmed() {
		return this.next.get() != null;
	}

	Consul over(Consul consul) {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> {
					String armed = this.next.get();
					if (method.getName().equals(armed) && this.next.compareAndSet(armed, null)) {
						throw new IllegalStateException("deliberate: " + armed);
					}
					try {
						return method.invoke(consul, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
