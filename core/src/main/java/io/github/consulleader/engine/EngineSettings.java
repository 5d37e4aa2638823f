package io.github.consulleader.engine;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is made for.
 *
 * @param candidate who takes part
 * @param timings the durations
 * @param whenStuck what to do about work that will not end
 * @param gossipCheck whether the session hangs on gossip too
 * @param datacenter the datacenter that the agent must be in, or {@code null} for
 * whichever it is in
 */
public record EngineSettings(Candidate candidate, Timings timings, WhenStuck whenStuck, boolean gossipCheck,
		@Nullable String datacenter) {
}
