package io.github.consulleader.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.arena.Options;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.MachineFacts;
import io.github.consulleader.benchmarks.report.Publication;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some measurements, one after the other. One that fails does not take the others with
 * it, and what was measured until then is kept, also when the run itself is ended.
 */
@SuppressWarnings("SystemOut")
final class Run {

	private static final Logger logger = LoggerFactory.getLogger(Run.class);

	private final Options options;

	private final Publication publication;

	/** What the end of this process would cut off. */
	private final AtomicReference<@Nullable Begun> begun = new AtomicReference<>();

	Run(Options options, Publication publication) {
		this.options = options;
		this.publication = publication;
	}

	/** Returns whether all could be measured, which says nothing about targets. */
	boolean all(List<Measurement> chosen) {
		Runtime.getRuntime().addShutdownHook(new Thread(this::keepWhatThereIs, "keep"));
		boolean whole = true;
		for (int i = 0; i < chosen.size(); i++) {
			Measurement measurement = chosen.get(i);
			System.out.printf("%n== [%d/%d] %s: %s%n", i + 1, chosen.size(), measurement.name(), measurement.title());
			sayHowLong(chosen.subList(i, chosen.size()));
			whole &= measure(measurement);
		}
		return whole;
	}

	private void sayHowLong(List<Measurement> left) {
		if (!this.options.quick()) {
			int sum = left.stream().mapToInt(Measurement::takesSeconds).sum();
			LocalTime now = LocalTime.now(ZoneOffset.UTC).withNano(0);
			System.out.printf("%s UTC; takes about %d s; about %d min remain for all, until %s%n", now,
					left.get(0).takesSeconds(), sum / 60 + 1, now.plusSeconds(sum));
		}
	}

	private boolean measure(Measurement measurement) {
		Chapter chapter = new Chapter(measurement.name(), measurement.title());
		Begun now = new Begun(chapter, MachineFacts.now());
		this.begun.set(now);
		boolean whole = true;
		try (Arena arena = new Arena(this.options, chapter)) {
			try {
				measurement.measure(arena, chapter);
				whole = arena.isWhole();
			}
			finally {
				arena.describeTo(chapter);
			}
		}
		catch (Exception ex) {
			logger.error("FAILED: " + measurement.name(), ex);
			chapter.note("**Failed** before its end: " + ex.getMessage() + ".");
			whole = false;
		}
		this.begun.set(null);
		return write(now) && whole;
	}

	private boolean write(Begun now) {
		if (now.chapter().all().isEmpty()) {
			return false;
		}
		try {
			System.out.println(Files.readString(this.publication.write(now.chapter(), now.machine())));
			if (this.options.publish()) {
				this.publication.publish(List.of(now.chapter().name()));
			}
			return true;
		}
		catch (IOException ex) {
			logger.error("Not written: " + now.chapter().name(), ex);
			return false;
		}
	}

	private void keepWhatThereIs() {
		Begun now = this.begun.get();
		if (now != null) {
			now.chapter().note("**Ended** before it was complete.");
			write(now);
		}
	}

	private record Begun(Chapter chapter, String machine) {
	}

}
