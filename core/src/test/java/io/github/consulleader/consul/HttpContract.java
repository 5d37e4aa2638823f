package io.github.consulleader.consul;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract as {@link HttpConsul} sees it kept, at a real agent. */
abstract class HttpContract extends ConsulContract {

	private final HttpClient operator = HttpClient.newHttpClient();

	private final URI agent;

	private final HttpConsul consul;

	private final HttpConsul another;

	HttpContract(URI agent) {
		this.agent = agent;
		this.consul = new HttpConsul(new ConsulConnection(agent, Duration.ofSeconds(10)));
		this.another = new HttpConsul(new ConsulConnection(agent, Duration.ofSeconds(10)));
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
	public Executor elsewhere() {
		return ForkJoinPool.commonPool();
	}

	@Override
	public boolean patient() {
		return System.getProperty("long") != null;
	}

	@Override
	public boolean repeatable() {
		return false;
	}

	@Override
	public Runnable snapshot() {
		byte[] saved = operate(HttpRequest.newBuilder(this.agent.resolve("/v1/snapshot")));
		return () -> operate(
				HttpRequest.newBuilder(this.agent.resolve("/v1/snapshot")).PUT(BodyPublishers.ofByteArray(saved)));
	}

	@Override
	public void removeNode() {
		String node = done(consul().self()).node();
		operate(HttpRequest.newBuilder(this.agent.resolve("/v1/catalog/deregister"))
			.PUT(BodyPublishers.ofString("{\"Node\":\"" + node + "\"}")));
	}

	private byte[] operate(HttpRequest.Builder request) {
		HttpResponse<byte[]> response = await(
				this.operator.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

}
