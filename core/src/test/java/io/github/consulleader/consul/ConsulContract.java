package io.github.consulleader.consul;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What this product relies on when it speaks with Consul, whoever plays Consul. The real
 * one and the simulated one pass the same tests, so that the simulation stays honest. A
 * subclass brings the two clients and the flow of time.
 */
public abstract class ConsulContract implements SessionContract, CheckContract, TransactionContract, GuardContract,
		IndexContract, TermContract, LockDelayContract, WatchContract, DisasterContract {

	private final String prefix = "contract/" + UUID.randomUUID() + "/";

	@Override
	public String prefix() {
		return this.prefix;
	}

	@Override
	public boolean patient() {
		return true;
	}

	@Override
	public Duration shortestTtl() {
		return Duration.ofSeconds(10);
	}

	@Test
	void knowsItsNodeAndDatacenter() {
		AgentInfo self = done(consul().self());
		assertThat(self.node()).isNotBlank();
		assertThat(self.datacenter()).isEqualTo(done(another().self()).datacenter()).isNotBlank();
		assertThat(self.version()).isNotBlank();
	}

}
