package io.github.consulleader.spring.real;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happened in all instances, in order.
 */
final class Story {

	private final List<String> steps = new CopyOnWriteArrayList<>();

	Diary diary(String instance) {
		return new Diary(instance, this);
	}

	List<String> steps() {
		return List.copyOf(this.steps);
	}

	void await(String step) {
		Awaitility.await(step)
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.steps).contains(step));
	}

	long count(String step) {
		return this.steps.stream().filter(step::equals).count();
	}

	/**
	 * One instance's view.
	 *
	 * @param instance its name
	 * @param story where it is told
	 */
	record Diary(String instance, Story story) {

		void add(String step) {
			this.story.steps.add(this.instance + " " + step);
		}

	}

}
