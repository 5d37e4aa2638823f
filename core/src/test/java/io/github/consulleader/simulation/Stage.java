package io.github.consulleader.simulation;

/**
 * What every simulation stands on: time, chance, servers, and a record of what happens.
 */
abstract class Stage {

	private final Weather weather;

	private final Dice dice;

	private final VirtualTime time;

	private final Faults faults;

	private final ConsulModel model;

	private final Timeline timeline;

	private double slowness;

	private long troubles;

	Stage(Weather weather, Dice dice, boolean recorded) {
		this.weather = weather;
		this.dice = dice;
		this.time = new VirtualTime(dice.split());
		this.faults = new Faults(dice.split());
		this.model = new ConsulModel(this.time, this.faults);
		this.timeline = new Timeline(this.time, recorded);
	}

	Weather weather() {
		return this.weather;
	}

	Dice dice() {
		return this.dice;
	}

	VirtualTime time() {
		return this.time;
	}

	Faults faults() {
		return this.faults;
	}

	ConsulModel model() {
		return this.model;
	}

	Timeline timeline() {
		return this.timeline;
	}

	/** Probability that user code is slow; half of it that user code fails. */
	double slowness() {
		return this.slowness;
	}

	void slowness(double value) {
		this.slowness = value;
	}

	/** How much trouble was made by decision. */
	long troubles() {
		return this.troubles;
	}

	void trouble() {
		this.troubles++;
	}

}
