package io.github.consulleader.consul;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.github.consulleader.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests to and fro within this process, over a loopback port that is open
 * meanwhile, so that the client that will carry a hand-over is loaded and compiled before
 * it is needed. Most of what a first hand-over takes is the client's code that runs for
 * the first time. Consul is not troubled.
 */
public final class WireWarmUp {

	private static final Logger logger = LoggerFactory.getLogger(WireWarmUp.class);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final Script script;

	private final BooleanSupplier stopped;

	/**
	 * Prepares it.
	 * @param script what is answered
	 * @param stopped whether it is to end soon
	 */
	public WireWarmUp(Script script, BooleanSupplier stopped) {
		this.script = script;
		this.stopped = stopped;
	}

	/**
	 * Asks and writes in turn; gives up where a process may not speak with itself.
	 * @param prefix what is asked for
	 * @param operations what is written
	 * @param rounds how often at most
	 * @param longest how long at most
	 * @return how often it did
	 */
	public int run(String prefix, List<Operation> operations, int rounds, Duration longest) {
		int done = 0;
		try (ScriptedAgent agent = new ScriptedAgent(this.script);
				HttpConsul consul = new HttpConsul(new ConsulConnection(agent.address(), PATIENCE))) {
			long begun = Ticker.system().monotonicNanos();
			while (done < rounds && Ticker.system().monotonicNanos() - begun < longest.toNanos()
					&& !this.stopped.getAsBoolean() && isDone(consul.watch(prefix, 1, PATIENCE))
					&& isDone(consul.transact(operations))) {
				done++;
			}
		}
		catch (IOException ex) {
			logger.debug("The client is not warmed up: {}", ex.getMessage());
		}
		return done;
	}

	private static boolean isDone(CompletableFuture<? extends Answer<?>> asked) {
		try {
			return asked.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS) instanceof Answer.Done;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The client is not warmed up any further", ex);
			return false;
		}
	}

}
