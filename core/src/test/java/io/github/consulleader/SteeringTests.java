package io.github.consulleader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A role that its process gives to another one, or leaves alone for a while.
 */
@Tag("consul")
@Timeout(180)
class SteeringTests {

	private static final Role ROLE = Role.of("reports");

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final String scope = "steering-" + UUID.randomUUID();

	private final List<LeaderElection> elections = new ArrayList<>();

	@AfterEach
	void close() {
		this.elections.forEach(LeaderElection::close);
	}

	@Test
	@Tag("T35")
	void aRoleIsHandedToTheInstanceThatIsNamed() throws Exception {
		Recorder first = new Recorder();
		Leadership one = start("one", first);
		first.awaitGrant();
		assertThat(handOver(one, "three")).isEqualTo(HandOver.UNKNOWN_INSTANCE);
		assertThat(handOver(one, "one")).isEqualTo(HandOver.UNKNOWN_INSTANCE);
		assertThat(one.isLeader()).isTrue();
		Leadership two = start("two", new Recorder());
		await().atMost(GENEROUS).until(() -> two.status().worker() != null);
		Recorder third = new Recorder();
		Leadership three = start("three", third);
		await().atMost(GENEROUS).until(() -> three.status().worker() != null);
		await().atMost(GENEROUS).until(() -> {
			HandOver outcome = handOver(one, "three");
			return outcome == HandOver.HANDED_OVER || outcome == HandOver.NOT_WORKER;
		});
		third.awaitGrant();
		assertThat(two.status().state()).isNotEqualTo(State.WORKER);
		assertThat(handOver(two, "one")).isEqualTo(HandOver.NOT_WORKER);
	}

	@Test
	@Tag("T35")
	void whoYieldsAloneHearsThatNobodyTookTheRole() throws Exception {
		Recorder recorder = new Recorder();
		Leadership alone = start("alone", recorder);
		recorder.awaitGrant();
		assertThat(alone.yieldRole().get(60, TimeUnit.SECONDS)).isEqualTo(HandOver.NOBODY_WANTS_IT);
		assertThat(recorder.awaitRevocation()).isEqualTo(Revocation.YIELDED);
		recorder.awaitGrant();
	}

	@Test
	@Tag("T34")
	void aPausedRoleIsLeftToOthersAndKeepsItsListener() throws Exception {
		Recorder recorder = new Recorder();
		Leadership paused = start("paused", recorder);
		recorder.awaitGrant();
		paused.pause().get(60, TimeUnit.SECONDS);
		assertThat(recorder.awaitRevocation()).isEqualTo(Revocation.PAUSED);
		assertThat(paused.status().state()).isEqualTo(State.OFF);
		assertThat(paused.status().problem()).contains("paused");
		Recorder other = new Recorder();
		start("other", other);
		other.awaitGrant();
		this.elections.get(0).stop().get(60, TimeUnit.SECONDS);
		this.elections.get(0).start();
		this.elections.get(1).close();
		assertThat(paused.status().state()).isEqualTo(State.OFF);
		paused.resume();
		recorder.awaitGrant();
		assertThat(paused.status().problem()).isNull();
		assertThat(paused.isLeader()).isTrue();
	}

	private static HandOver handOver(Leadership leadership, String instance) throws Exception {
		return leadership.handOverTo(instance).get(60, TimeUnit.SECONDS);
	}

	private Leadership start(String instance, Recorder recorder) {
		LeaderElection election = LeaderElection.builder()
			.consul(TestConsul.address())
			.scope(this.scope)
			.instance(instance)
			.warmUp(false)
			.build();
		this.elections.add(election);
		Leadership leadership = election.join(ROLE, recorder);
		election.start();
		return leadership;
	}

}
