package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A fleet of three instances that want one role, on three servers, for all tests that
 * leave it as they found it. Starts when it is first needed and ends with the JVM. After
 * each test the witness is asked whether a promise was broken, whatever the test itself
 * has looked at.
 */
@Tag("fleet")
abstract class SharedFleet {

	static final String ROLE = "red";

	static final Timings TIMINGS = Pace.BRISK.timings();

	/** What a machine with other work may add to a bound. */
	static final Duration SLACK = Duration.ofSeconds(5);

	/** Whether the long forms are asked for. */
	static final boolean LONG = System.getProperty("long") != null;

	private static final class Holder {

		static final Fleet FLEET = start();

		private static Fleet start() {
			ConsulCluster cluster = Fleet.cluster()
				// A killed agent is noticed in some 2 s instead of 5 to 8.
				.config("""
						{"gossip_lan": {"probe_interval": "500ms", "probe_timeout": "250ms", "suspicion_mult": 2}}""")
				.start();
			return new Fleet(cluster, FleetPlan.of("fleet", List.of(ROLE), Pace.BRISK));
		}

	}

	static Fleet fleet() {
		return Holder.FLEET;
	}

	static Witness witness() {
		return fleet().witness();
	}

	@BeforeEach
	void settle(TestInfo test) {
		fleet().repair();
		fleet().awaitStaffed();
		fleet().awaitSuccessors(ROLE);
		witness().note("=== " + test.getDisplayName());
	}

	@AfterEach
	void judge() {
		witness().note("=== over");
		fleet().repair();
		fleet().awaitStaffed();
		fleet().verify();
	}

	static Member worker() {
		return fleet().awaitWorker(ROLE);
	}

	/** The term that goes on. */
	static Stint term() {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> witness().current(ROLE), (term) -> term.isPresent())
			.orElseThrow();
	}

	static Revocation awaitReason(Stint term) {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> witness().reason(term), (reason) -> reason.isPresent())
			.orElseThrow();
	}

	/** Waits for the next worker, and looks how long there was none. */
	static Stint assertNextWithin(Duration bound, long since, Stint before) {
		Stint next = fleet().awaitTermAfter(ROLE, before);
		Duration gap = witness().longestGap(ROLE, since, System.nanoTime());
		witness().note("no worker for " + gap.toMillis() + " ms, bound " + bound.toMillis() + " ms");
		assertThat(gap).as(witness()::timeline).isLessThan(bound.plus(SLACK));
		return next;
	}

	/** A worker that cannot reach Consul stops by its own clock: no slack. */
	static void assertBelievedNoLongerThanConfidence(Stint term, long cut) {
		assertThat(witness().believedAfter(term, cut)).as(witness()::timeline)
			.isLessThanOrEqualTo(TIMINGS.confidence());
	}

}
