package io.github.consulleader.benchmarks.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;

/**
 * Release, woken, acquired: the fewest requests in which one process can pass a lock on
 * to another that waits for it. It is safe from nothing and told of nothing.
 */
final class Floor implements Contestant {

	private final ConsulWire wire;

	private final String key;

	private final String session;

	private final GrantListener listener;

	private volatile boolean held;

	private volatile boolean wanted;

	private volatile boolean waiting;

	private volatile CountDownLatch ended = new CountDownLatch(0);

	Floor(ContestantSpec spec, GrantListener listener) throws IOException, InterruptedException {
		this.wire = new ConsulWire(URI.create(spec.address()));
		this.key = "/v1/kv/floor/" + spec.scope();
		this.listener = listener;
		this.session = this.wire.createSession();
	}

	@Override
	public void campaign() {
		this.wanted = true;
		this.ended = new CountDownLatch(1);
		Thread thread = new Thread(this::holdWhenFree, "contestant");
		thread.setDaemon(true);
		thread.start();
	}

	private void holdWhenFree() {
		try {
			String index = "0";
			while (this.wanted) {
				HttpResponse<String> seen = this.wire.get(this.key + "?wait=30s&index=" + index);
				index = seen.headers().firstValue("X-Consul-Index").orElse("0");
				if (seen.body().contains("\"Session\"")) {
					this.waiting = true;
				}
				else if (this.wire.put(this.key + "?acquire=" + this.session, "").body().startsWith("true")) {
					this.waiting = false;
					this.held = true;
					this.listener.granted();
					return;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.ended.countDown();
		}
	}

	@Override
	public void standDown() throws IOException, InterruptedException {
		this.wanted = false;
		if (this.held) {
			this.held = false;
			this.wire.put(this.key + "?release=" + this.session, "");
			this.listener.revoked();
		}
		this.ended.await();
	}

	@Override
	public boolean isLeader() {
		return this.held;
	}

	@Override
	public boolean isWaiting() {
		return this.waiting;
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.wire.put("/v1/session/destroy/" + this.session, "");
	}

}
