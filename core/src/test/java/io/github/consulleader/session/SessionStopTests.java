package io.github.consulleader.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a session is ended. */
class SessionStopTests extends KeeperFixture {

	@Test
	@Tag("F16")
	void stopDestroysTheSessionAndThenRemovesTheCheck() {
		begin();
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).containsExactly("destroy", "deregister");
		assertThat(told()).containsExactly("session-1 ended");
		this.loop.pass(Duration.ofMinutes(1));
		assertThat(this.consul.asked()).isEmpty();
	}

	@Test
	void stopGivesUpAfterAFewTries() {
		begin();
		this.consul.ignore("destroy");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(Duration.ofSeconds(1));
		assertThat(stopped).isCompletedWithValue(false);
		assertThat(this.consul.asked()).containsExactly("destroy", "destroy", "destroy", "deregister");
	}

	@Test
	@Tag("F41")
	void stopDestroysASessionThatIsStillBeingMade() {
		this.consul.keepBack("create");
		this.keeper.start();
		this.loop.pass(NOW);
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isNotDone();
		this.consul.deliver("create");
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).endsWith("destroy", "deregister");
		assertThat(told()).isEmpty();
	}

	@Test
	void stopDoesNotOvertakeTheRegistrationOfTheCheck() {
		this.consul.keepBack("register");
		this.keeper.start();
		this.loop.pass(NOW);
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isNotDone();
		assertThat(this.consul.asked()).as("would be overtaken").doesNotContain("deregister");
		this.consul.deliver("register");
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.asked()).containsExactly("deregister");
	}

	@Test
	void stopAlsoEndsASessionThatWasGivenUpBefore() {
		begin();
		this.consul.ignore("destroy");
		this.keeper.destroy();
		this.loop.pass(SOON);
		assertThat(told()).containsExactly("session-1 ended", "session-2 checked");
		this.consul.comply("destroy");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(NOW);
		assertThat(stopped).isCompletedWithValue(true);
		assertThat(this.consul.destroyed()).as("not left to the next try").containsExactly("session-1", "session-2");
	}

	@Test
	void stopSaysThatASessionGivenUpBeforeMayStillBeThere() {
		begin();
		this.consul.ignore("destroy");
		this.keeper.destroy();
		this.keeper.sessionNotFound("session-2", "test");
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(Duration.ofSeconds(5));
		assertThat(stopped).isCompletedWithValue(false);
	}

	@Test
	void stopDoesNotOvertakeARegistrationOfALivingSession() {
		begin();
		this.consul.refuse("pass", Refusal.CHECK_MISSING);
		this.consul.keepBack("register");
		this.loop.pass(Duration.ofMillis(1500));
		CompletableFuture<Boolean> stopped = this.keeper.stop();
		this.loop.pass(SOON);
		assertThat(this.consul.asked()).contains("register").doesNotContain("deregister");
		this.consul.deliver("register");
		this.loop.pass(SOON);
		assertThat(this.consul.asked()).contains("destroy", "deregister");
		assertThat(stopped).isCompletedWithValue(true);
	}

}
