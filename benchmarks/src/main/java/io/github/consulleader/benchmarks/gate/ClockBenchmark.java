package io.github.consulleader.benchmarks.gate;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The floor under {@code isLeader()}: it reads both clocks at every call, so it can never
 * cost less than they do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ClockBenchmark {

	@Benchmark
	public long monotonicClock() {
		return System.nanoTime();
	}

	@Benchmark
	public long wallClock() {
		return System.currentTimeMillis();
	}

	@Benchmark
	public long bothClocks() {
		return System.nanoTime() + System.currentTimeMillis();
	}

}
