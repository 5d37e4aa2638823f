package io.github.consulleader.simulation;

import io.github.consulleader.consul.SessionSpec;

/**
 * A session as the servers keep it.
 *
 * @param id its id
 * @param node the node of the agent that made it
 * @param spec what it is made of
 */
record SessionRecord(String id, String node, SessionSpec spec) {
}
