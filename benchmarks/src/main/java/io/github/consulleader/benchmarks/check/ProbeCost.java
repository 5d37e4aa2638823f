package io.github.consulleader.benchmarks.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.process.ProcessTime;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * What a check of a socket costs, and for how long a process can stand still until it
 * fails: each connection that is not accepted takes a place in the backlog.
 */
final class ProbeCost {

	private static final int MANY = 100;

	private static final int MOST_SECONDS = 90;

	/** Some more than the minute for which Linux remembers a closed connection. */
	private static final int REMEMBERED_SECONDS = 65;

	private record Probed(String title, Detector.Probe probe, int backlog, String timeout) {
	}

	private static final List<Probed> ALL = List.of(
			new Probed("TCP, backlog 5, time-out 10 s", Detector.Probe.TCP, 5, "10s"),
			new Probed("TCP, backlog 50, time-out 10 s", Detector.Probe.TCP, 50, "10s"),
			new Probed("HTTP, time-out 10 s", Detector.Probe.HTTP, 50, "10s"),
			new Probed("HTTP, time-out 1 s", Detector.Probe.HTTP, 50, "1s"));

	void measure(Arena arena, Chapter chapter) throws Exception {
		ConsulWire agent = new ConsulWire(URI.create(arena.consul().address(0)));
		List<Jvm> jvms = new ArrayList<>();
		try {
			for (Probed probed : ALL) {
				jvms.add(Jvm.start("probe-" + jvms.size(), ProbeProcess.class.getName(), List.of(),
						List.of(probed.probe().name(), Integer.toString(probed.backlog()))));
				register(agent, probed, jvms.get(jvms.size() - 1), "probe-" + (jvms.size() - 1));
			}
			arena.pause(REMEMBERED_SECONDS * 1000, REMEMBERED_SECONDS * 1000);
			for (int i = 0; i < ALL.size(); i++) {
				String who = ALL.get(i).title();
				int port = (int) jvms.get(i).figure("port");
				chapter.series(who, "connections in " + REMEMBERED_SECONDS + " s", "").add(jvms.get(i).figure("count"));
				chapter.series(who, "of them in TIME_WAIT", "").add(TimeWait.count(port));
			}
			standStill(arena, agent, jvms, chapter);
			processorTime(arena, agent, jvms, chapter);
		}
		finally {
			jvms.forEach(Jvm::close);
			for (int i = 0; i < MANY; i++) {
				agent.put("/v1/agent/check/deregister/probe-" + i, "");
			}
		}
	}

	private static void register(ConsulWire agent, Probed probed, Jvm jvm, String id) throws Exception {
		int port = (int) jvm.figure("port");
		agent.put("/v1/agent/check/register",
				ProbeSocket.check(probed.probe(), port, id, probed.timeout()) + ",\"Status\":\"passing\"}");
	}

	/** All at once. */
	private static void standStill(Arena arena, ConsulWire agent, List<Jvm> jvms, Chapter chapter) throws Exception {
		long begun = System.nanoTime();
		jvms.forEach((jvm) -> jvm.signal("STOP"));
		boolean[] failed = new boolean[jvms.size()];
		int failures = 0;
		for (double seconds = 0; seconds < MOST_SECONDS
				&& failures < failed.length; seconds = (System.nanoTime() - begun) / 1e9) {
			for (int i = 0; i < jvms.size(); i++) {
				if (!failed[i] && !Checks.isPassing(agent, "probe-" + i)) {
					failed[i] = true;
					failures++;
					chapter.series(ALL.get(i).title(), "SIGSTOP -> check critical", "s").add(seconds);
				}
			}
			arena.pause(100, 100);
		}
		jvms.forEach((jvm) -> jvm.signal("CONT"));
	}

	/** Of the agent, for a hundred checks of one socket. */
	private static void processorTime(Arena arena, ConsulWire agent, List<Jvm> jvms, Chapter chapter) throws Exception {
		for (int kind : List.of(1, 2)) {
			Probed probed = ALL.get(kind);
			for (int i = 0; i < MANY; i++) {
				agent.put("/v1/agent/check/deregister/probe-" + i, "");
			}
			arena.pause(2000, 2000);
			double idle = millisPerSecond(arena);
			for (int i = 0; i < MANY; i++) {
				register(agent, probed, jvms.get(kind), "probe-" + i);
			}
			arena.pause(3000, 3000);
			double busy = millisPerSecond(arena);
			chapter.series(probed.title(), "CPU time of the agent per check", "ms").add((busy - idle) / MANY);
		}
	}

	private static double millisPerSecond(Arena arena) throws InterruptedException {
		int seconds = arena.rounds(20, 5);
		long pid = arena.consul().pids().get(0);
		double before = ProcessTime.millis(pid);
		long begun = System.nanoTime();
		arena.pause(seconds * 1000, seconds * 1000);
		return (ProcessTime.millis(pid) - before) / ((System.nanoTime() - begun) / 1e9);
	}

}
