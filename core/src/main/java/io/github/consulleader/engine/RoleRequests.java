package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Revocation;

/**
 * What the user asks of one role beyond reading: to give it away, or to leave it alone
 * for a while. Any thread may ask; the rest happens on the event loop.
 */
final class RoleRequests {

	private static final String PAUSED = "this instance does not campaign: the role is paused here";

	private final RoleMachine machine;

	private final RoleContext around;

	private final RoleWriter writer;

	private final StatusBoard board;

	private List<CompletableFuture<HandOver>> handOvers = new ArrayList<>();

	private List<CompletableFuture<Void>> pauses = new ArrayList<>();

	private boolean paused;

	RoleRequests(RoleMachine machine, RoleContext around, RoleWriter writer, StatusBoard board) {
		this.machine = machine;
		this.around = around;
		this.writer = writer;
		this.board = board;
	}

	CompletableFuture<HandOver> yieldRole() {
		CompletableFuture<HandOver> done = new CompletableFuture<>();
		this.around.loop().execute(() -> yieldNow(done));
		return done;
	}

	CompletableFuture<HandOver> handOverTo(String instance) {
		CompletableFuture<HandOver> done = new CompletableFuture<>();
		this.around.loop().execute(() -> {
			if (!(this.machine.state() instanceof Leading)) {
				done.complete(HandOver.NOT_WORKER);
				return;
			}
			this.around.findCandidate(this.machine.role(), instance, (session) -> {
				this.writer.prefer(session);
				yieldNow(done);
			}, done::complete);
		});
		return done;
	}

	private void yieldNow(CompletableFuture<HandOver> done) {
		if (this.machine.state() instanceof Leading) {
			this.handOvers.add(done);
			this.machine.leave(Revocation.YIELDED);
		}
		else {
			done.complete(HandOver.NOT_WORKER);
		}
	}

	CompletableFuture<Void> pause() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.around.loop().execute(() -> {
			this.paused = true;
			this.board.problem(PAUSED);
			this.pauses.add(done);
			this.machine.leave(Revocation.PAUSED);
		});
		return done;
	}

	void resume() {
		this.around.loop().execute(() -> {
			if (this.paused) {
				this.paused = false;
				this.board.problem(null);
				off();
				if (this.around.isCampaigning()) {
					this.machine.want();
				}
			}
		});
	}

	boolean isPaused() {
		return this.paused;
	}

	/** A term is over: whoever asked for its end hears what became of the role. */
	void settle(boolean handedOver) {
		HandOver outcome = !handedOver ? HandOver.LOST
				: this.writer.hasNamed() ? HandOver.HANDED_OVER : HandOver.NOBODY_WANTS_IT;
		List<CompletableFuture<HandOver>> told = this.handOvers;
		this.handOvers = new ArrayList<>();
		told.forEach((one) -> one.complete(outcome));
	}

	/** Nothing of the role is left here. */
	void off() {
		List<CompletableFuture<Void>> told = this.pauses;
		this.pauses = new ArrayList<>();
		told.forEach((one) -> one.complete(null));
	}

}
