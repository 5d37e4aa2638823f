package io.github.consulleader.consul;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A real Consul keeps the contract, as {@link HttpConsul} speaks with it. */
@Tag("consul")
class HttpConsulContractTests extends ConsulContract {

	private final HttpConsul consul = client();

	private final HttpConsul another = client();

	private static HttpConsul client() {
		return new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(10)));
	}

	@AfterEach
	void close() {
		this.consul.close();
		this.another.close();
	}

	@Override
	public Consul consul() {
		return this.consul;
	}

	@Override
	public Consul another() {
		return this.another;
	}

	@Override
	public void elapse(Duration atLeast) {
		long start = System.nanoTime();
		for (long left = atLeast.toNanos(); left > 0; left = atLeast.toNanos() - (System.nanoTime() - start)) {
			LockSupport.parkNanos(left);
		}
	}

	@Override
	public <T> T await(CompletableFuture<T> future) {
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

	@Override
	public boolean patient() {
		return System.getProperty("long") != null;
	}

}
