package io.github.consulleader.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** On an executor that is driven by hand: whatever order a test names is what happens. */
abstract class TermCallbacksFixture {

	static final Role ROLE = Role.of("report");

	static final Term TERM = term(1);

	final List<String> log = new ArrayList<>();

	final HandExecutor executor = new HandExecutor();

	Runnable whileGranting = () -> {
	};

	Runnable whileRevoking = () -> {
	};

	final CallbackSupport code = new CallbackSupport(this.executor);

	final TermCallbacks work = new TermCallbacks(ROLE, new Listener(), this.code, new Reports());

	static Term term(long number) {
		return new Term(ROLE, number, 10 * number, "me", Instant.EPOCH);
	}

	@AfterEach
	void leaveNoInterruptBehind() {
		Thread.interrupted();
	}

	/** Returns the way out. */
	Runnable entered(String name) {
		Invocation entered = new Invocation(() -> this.log.add("interrupt " + name), name);
		WorkSlot place = this.work.enter(entered);
		return () -> this.work.exit(place);
	}

	/** Enters as the calling thread. */
	Runnable enteredHere() {
		WorkSlot place = this.work.enter(Thread.currentThread());
		return () -> this.work.exit(place);
	}

	void granted() {
		this.work.grant(TERM);
		this.executor.runAll();
		this.log.clear();
	}

	private final class Listener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			TermCallbacksFixture.this.log.add("granted " + term.number());
			TermCallbacksFixture.this.whileGranting.run();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			TermCallbacksFixture.this.log.add("revoked " + term.number() + " " + reason);
			TermCallbacksFixture.this.whileRevoking.run();
		}

	}

	private final class Reports implements TermCallbacks.Reports {

		@Override
		public void granted(Term term, @Nullable Throwable failure) {
			TermCallbacksFixture.this.log.add("report granted " + term.number() + " " + failure);
		}

		@Override
		public void stopped() {
			TermCallbacksFixture.this.log.add("report stopped");
		}

	}

}
