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
abstract class TermWorkFixture {

	static final Role ROLE = Role.of("report");

	static final Term TERM = term(1);

	final List<String> log = new ArrayList<>();

	final HandExecutor executor = new HandExecutor();

	Runnable whileGranting = () -> {
	};

	Runnable whileRevoking = () -> {
	};

	final UserCode code = new UserCode(this.executor);

	final TermWork work = new TermWork(ROLE, new Listener(), this.code, new Reports());

	static Term term(long number) {
		return new Term(ROLE, number, 10 * number, "me", Instant.EPOCH);
	}

	@AfterEach
	void leaveNoInterruptBehind() {
		Thread.interrupted();
	}

	/** Returns the way out. */
	Runnable entered(String name) {
		Running entered = new Running(() -> this.log.add("interrupt " + name), name);
		Place place = this.work.enter(entered);
		return () -> this.work.exit(place);
	}

	/** Enters as the calling thread. */
	Runnable enteredHere() {
		Place place = this.work.enter(Thread.currentThread());
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
			TermWorkFixture.this.log.add("granted " + term.number());
			TermWorkFixture.this.whileGranting.run();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			TermWorkFixture.this.log.add("revoked " + term.number() + " " + reason);
			TermWorkFixture.this.whileRevoking.run();
		}

	}

	private final class Reports implements TermWork.Reports {

		@Override
		public void granted(Term term, @Nullable Throwable failure) {
			TermWorkFixture.this.log.add("report granted " + term.number() + " " + failure);
		}

		@Override
		public void stopped() {
			TermWorkFixture.this.log.add("report stopped");
		}

	}

}
