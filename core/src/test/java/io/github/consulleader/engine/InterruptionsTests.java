package io.github.consulleader.engine;

import io.github.consulleader.role.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Work of two roles that is nested on one thread. */
class InterruptionsTests {

	private final Interruptions interruptions = new Interruptions();

	private final ActiveWork outer = new ActiveWork(Role.of("outer"), this.interruptions);

	private final ActiveWork inner = new ActiveWork(Role.of("inner"), this.interruptions);

	private final Thread me = Thread.currentThread();

	private final WorkSlot outerPlace = this.outer.enter(this.me);

	private final WorkSlot innerPlace = this.inner.enter(this.me);

	@AfterEach
	void leaveNoInterruptBehind() {
		Thread.interrupted();
	}

	@Test
	void leavesTheInterruptToTheOuterRoleWhenTheInnerEnds() {
		this.outer.interrupt();
		this.inner.interrupt();
		this.inner.exit(this.innerPlace);
		assertThat(this.me.isInterrupted()).isTrue();
		this.outer.exit(this.outerPlace);
		assertThat(this.me.isInterrupted()).isFalse();
		assertThat(this.interruptions.isEmpty()).isTrue();
	}

	@Test
	void givesTheOuterRoleItsInterruptBackIfTheInnerTookItForItsOwn() {
		this.inner.interrupt();
		this.outer.interrupt();
		assertThat(Thread.interrupted()).isTrue();
		this.inner.exit(this.innerPlace);
		assertThat(this.me.isInterrupted()).isTrue();
	}

	@Test
	void takesTheInnerInterruptBackWhereTheOuterHasNone() {
		this.inner.interrupt();
		this.inner.exit(this.innerPlace);
		assertThat(this.me.isInterrupted()).isFalse();
		this.outer.exit(this.outerPlace);
		assertThat(this.interruptions.isEmpty()).isTrue();
	}

	@Test
	void leavesTheOuterInterruptAloneWhereTheInnerHasNone() {
		this.outer.interrupt();
		this.inner.exit(this.innerPlace);
		assertThat(this.me.isInterrupted()).isTrue();
	}

	@Test
	void keepsApartWhatRunsOnOtherThreads() throws InterruptedException {
		Thread other = new Thread(() -> this.outer.enter(Thread.currentThread()));
		other.start();
		other.join(10_000);
		this.inner.interrupt();
		this.outer.exit(this.outerPlace);
		this.outer.interrupt();
		this.inner.exit(this.innerPlace);
		assertThat(this.me.isInterrupted()).isFalse();
	}

}
