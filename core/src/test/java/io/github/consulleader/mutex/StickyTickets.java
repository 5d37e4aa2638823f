package io.github.consulleader.mutex;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;

/**
 * A wire on which nobody gives up a ticket, from some time on, but by taking the lock.
 */
final class StickyTickets {

	private final AtomicBoolean sticky = new AtomicBoolean();

	private final AtomicBoolean held = new AtomicBoolean();

	void stick() {
		this.sticky.set(true);
	}

	/** Whether somebody has tried in vain. */
	boolean hasHeld() {
		return this.held.get();
	}

	Consul over(Consul consul) {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("transact") && this.sticky.get()
							&& leavesLine((List<?>) arguments[0])) {
						this.held.set(true);
						return CompletableFuture.completedFuture(new Answer.Refused<>(Refusal.BUSY, "sticky"));
					}
					try {
						return method.invoke(consul, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private static boolean leavesLine(List<?> operations) {
		return operations.size() == 1 && operations.get(0) instanceof Operation.Delete;
	}

}
