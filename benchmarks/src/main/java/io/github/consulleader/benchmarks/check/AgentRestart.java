package io.github.consulleader.benchmarks.check;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * SIGKILL of the agent alone, which is back at once: it remembers how its TTL checks
 * stood, and takes others for critical until it has tried them.
 */
final class AgentRestart {

	private static final String CONFIG = "disable_coordinates = true";

	private static final int AFTERWARDS = 5000;

	void measure(Arena arena, Chapter chapter) throws InterruptedException {
		try (ConsulCluster cluster = ConsulCluster.builder().servers(1).clients(1).config(CONFIG).start()) {
			ConsulAgent agent = cluster.clients().get(0);
			List<CheckedPair> duos = new ArrayList<>();
			try {
				for (Detector detector : List.of(Detector.TTL, Detector.TCP, Detector.HTTP)) {
					duos.add(new CheckedPair(arena, detector, agent.httpAddress().toString()));
				}
				for (int i = 0; i < arena.rounds(8, 1); i++) {
					restart(arena, agent, duos, chapter);
				}
			}
			finally {
				duos.forEach(CheckedPair::close);
			}
		}
	}

	private static void restart(Arena arena, ConsulAgent agent, List<CheckedPair> duos, Chapter chapter)
			throws InterruptedException {
		for (CheckedPair duo : duos) {
			duo.settle();
		}
		arena.pause(AFTERWARDS, AFTERWARDS + 1000);
		agent.kill();
		agent.start();
		arena.pause(AFTERWARDS, AFTERWARDS);
		for (CheckedPair duo : duos) {
			chapter.series(duo.detector().title(), "agent restarted: sessions lost, of two", "")
				.add(duo.lostSessions());
		}
	}

}
