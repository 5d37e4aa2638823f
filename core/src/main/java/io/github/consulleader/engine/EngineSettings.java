package io.github.consulleader.engine;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;

/**
 * What an engine is made for.
 *
 * @param candidate who takes part
 * @param timings the durations
 * @param whenStuck what to do about work that will not end
 * @param gossipCheck whether the session hangs on gossip too
 */
public record EngineSettings(Candidate candidate, Timings timings, WhenStuck whenStuck, boolean gossipCheck) {
}
