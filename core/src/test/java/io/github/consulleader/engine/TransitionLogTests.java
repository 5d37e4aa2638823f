package io.github.consulleader.engine;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class TransitionLogTests {

	private static final Role ROLE = Role.of("report");

	private final HandSurroundings around = new HandSurroundings();

	private final RoleMachine machine = new RoleMachine(ROLE, new Idle(), new UserCode(new HandExecutor()),
			this.around);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.log);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(RoleMachine.class);
	}

	@Test
	@Tag("F54")
	void eachTransitionIsToldWithItsReason() {
		this.machine.want();
		see(held(OTHER, 60, begun(7, OTHER)));
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		see(free(70, released(7, OTHER, MINE)));
		this.around.lastSent().committed(ROLE, 80);
		this.around.loop().advance(Duration.ofSeconds(2));
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.INFO)
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("Role report: worker now, term 8, token 80",
					"Role report: worker no longer, CONFIDENCE_LOST");
	}

	private void see(Seen seen) {
		this.machine.seen(seen, new Sighting(ScriptedConsul.listing(1), this.around.sequence().next(),
				this.around.loop().ticker().stamp(), true));
	}

	/** Does nothing. */
	private static final class Idle implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
		}

	}

}
