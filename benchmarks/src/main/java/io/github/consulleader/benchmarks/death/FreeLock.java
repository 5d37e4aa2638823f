package io.github.consulleader.benchmarks.death;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.role.Candidate;

/** A bystander who watches one lock. */
final class FreeLock {

	private static final int MOST_LOOKS = 100;

	private FreeLock() {
	}

	/** Tells when it was first seen without a holder, from now on. */
	static CompletableFuture<Long> seen(URI consul, String scope) throws IOException, InterruptedException {
		ConsulWire wire = new ConsulWire(consul);
		String key = "/v1/kv/" + Candidate.DEFAULT_PREFIX + "/" + scope + "/roles/role-0/lock";
		HttpResponse<String> held = wire.get(key);
		if (!held.body().contains("\"Session\"")) {
			throw new IllegalStateException("Nobody holds " + key);
		}
		return CompletableFuture.supplyAsync(() -> watch(wire, key, held), (watch) -> {
			Thread thread = new Thread(watch, "bystander");
			thread.setDaemon(true);
			thread.start();
		});
	}

	private static long watch(ConsulWire wire, String key, HttpResponse<String> held) {
		try {
			String index = held.headers().firstValue("X-Consul-Index").orElseThrow();
			for (int i = 0; i < MOST_LOOKS; i++) {
				HttpResponse<String> seen = wire.get(key + "?wait=60s&index=" + index);
				long now = System.nanoTime();
				if (!seen.body().contains("\"Session\"")) {
					return now;
				}
				index = seen.headers().firstValue("X-Consul-Index").orElseThrow();
			}
			throw new IllegalStateException(key + " was never free");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
