package io.github.consulleader.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.mutex.MutexProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A crowd of processes wants one mutex, again and again. */
@Tag("F33")
@Timeout(300)
class MutexCrowdTests {

	private static final Logger logger = LoggerFactory.getLogger(MutexCrowdTests.class);

	/**
	 * Release, take and a new place in the line are three; a slow machine lets the next
	 * ones try, too. Where all try at once fifty processes cost more than ten.
	 */
	private static final double MOST_WRITES = 6;

	private final ConsulAgent agent = ConsulAgent.builder()
		.config("limits { http_max_conns_per_client = 4000 }")
		.start();

	private final List<MutexProcess> processes = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Long> handOffs = Collections.synchronizedList(new ArrayList<>());

	private volatile long releasedAt;

	static IntStream sizes() {
		return (System.getProperty("long") != null) ? IntStream.of(2, 5, 20, 50) : IntStream.of(2, 50);
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.processes.parallelStream().forEach(MutexProcess::close);
		this.agent.close();
	}

	@ParameterizedTest
	@MethodSource("sizes")
	void costsAFewWritesForEachHandOff(int size) throws Exception {
		for (int i = 0; i < size; i++) {
			MutexProcess process = new MutexProcess(this.agent.httpAddress(), "crowd");
			this.processes.add(process);
			process.mutex("warm-up-" + i).lock(null);
			process.mutex("warm-up-" + i).unlock();
		}
		int turns = Math.max(100, 4 * size);
		AtomicIntegerArray each = new AtomicIntegerArray(size);
		long firstIndex = Census.raftIndex(this.agent.httpAddress());
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			int number = i;
			running.add(this.threads.submit(() -> take(number, each, turns)));
		}
		for (Future<?> one : running) {
			one.get(250, TimeUnit.SECONDS);
		}
		double writes = (Census.raftIndex(this.agent.httpAddress()) - firstIndex) / (double) this.handOffs.size();
		List<Long> sorted = this.handOffs.stream().sorted().toList();
		logger.info("{} processes, {} turns: {} Raft writes each, hand-off {} ms (median; {} to {}), turns of each {}",
				size, sorted.size(), writes, millis(sorted, 0.5), millis(sorted, 0), millis(sorted, 0.99), each);
		assertThat(writes).as("Raft writes of each turn").isLessThan(MOST_WRITES);
	}

	private void take(int number, AtomicIntegerArray each, int turns) {
		Mutex mutex = this.processes.get(number).mutex("one");
		while (this.handOffs.size() < turns) {
			mutex.lock(null);
			this.handOffs.add(System.nanoTime() - this.releasedAt);
			each.incrementAndGet(number);
			this.releasedAt = System.nanoTime();
			mutex.unlock();
		}
	}

	private static double millis(List<Long> sorted, double part) {
		return sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
	}

}
