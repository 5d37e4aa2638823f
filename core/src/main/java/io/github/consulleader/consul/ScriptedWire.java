package io.github.consulleader.consul;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Leads nowhere: a script answers, at once and on the thread that asks. */
final class ScriptedWire implements Wire {

	private final Script script;

	ScriptedWire(Script script) {
		this.script = script;
	}

	@Override
	public CompletableFuture<Reply> send(Call<?> call, BooleanSupplier unwanted) {
		return CompletableFuture
			.completedFuture(new Reply(200, OptionalLong.of(1), this.script.answer(call.target(), call.body())));
	}

	@Override
	public int tokenVersion() {
		return 0;
	}

	@Override
	public void close() {
		// Nothing is ever under way.
	}

}
