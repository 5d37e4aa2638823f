package io.github.consulleader.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * All there is in one simulation of mutexes: the processes that contend for them, too.
 */
final class MutexFleet extends Stage {

	private static final String PREFIX = "leader/fleet/mutex/";

	private final List<MutexSite> sites = new ArrayList<>();

	private final MutexScenario scenario;

	private final MutexWitness witness;

	MutexFleet(MutexScenario scenario, Dice dice, boolean recorded) {
		super(scenario, dice, recorded);
		this.scenario = scenario;
		this.witness = new MutexWitness(this);
		for (int i = 0; i < scenario.timings().size(); i++) {
			this.sites.add(new MutexSite(Character.toString('A' + i), this, scenario.timings().get(i)));
		}
	}

	/** Where a mutex is stored. */
	static String path(String key) {
		return PREFIX + key + "/.lock";
	}

	MutexScenario scenario() {
		return this.scenario;
	}

	MutexWitness witness() {
		return this.witness;
	}

	List<MutexSite> sites() {
		return this.sites;
	}

	/** Whether all processes are there, and nobody holds or wants anything. */
	boolean isQuiet() {
		return this.sites.stream()
			.allMatch((site) -> site.isOpen() && site.users().stream().allMatch(MutexUser::isIdle));
	}

	boolean hasKeys() {
		return !model().state().keys().all().isEmpty();
	}

	/** Whether there is no other key in Consul. */
	boolean hasOnly(String key) {
		return model().state().keys().all().stream().allMatch((entry) -> entry.key().equals(path(key)));
	}

	/** What is left in Consul. */
	List<Object> leftovers() {
		List<Object> left = new ArrayList<>(model().state().sessions().values());
		left.addAll(model().state().keys().all());
		return left;
	}

}
