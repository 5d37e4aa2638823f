package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("T38")
class CurrentTermTests {

	@Test
	void isSeenByListenersAndLifecyclesAndByWorkThatAsksForItself() {
		GateRunner.with().withBean(Looking.class).withBean(Listening.class).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			Leaderships leaderships = context.getBean(Leaderships.class);
			Looking looking = context.getBean(Looking.class);
			election.grant("app");
			leaderships.of("app").runIfLeader((term) -> looking.look("run"));
			election.revoke("app", Revocation.YIELDED);
			assertThat(looking.seen).containsExactly("granted 100", "start 100", "run 100", "stop 100");
		});
	}

	@Test
	void isMissedWithAWordOnWhereItIsToBeHad() {
		GateRunner.with()
			.withBean(Looking.class)
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Leaderships.class).currentTerm())
				.withMessageContainingAll("leaderships.of(role).term()", "runIfLeader", "[app]"));
	}

	record Listening(Looking looking) {

		@EventListener
		void granted(OnGrantedEvent event) {
			this.looking.look("granted");
		}

	}

	@LeaderOnly
	static class Looking extends PlainSmart {

		final List<String> seen = new ArrayList<>();

		private final Leaderships leaderships;

		Looking(Leaderships leaderships) {
			this.leaderships = leaderships;
		}

		void look(String where) {
			this.seen.add(where + " " + this.leaderships.currentTerm().token());
		}

		@Override
		public void start() {
			look("start");
			super.start();
		}

		@Override
		public void stop() {
			look("stop");
			super.stop();
		}

	}

}
