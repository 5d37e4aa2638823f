package io.github.consulleader.benchmarks.units;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.load.Relay;

/** What each further role of a scope costs: it is in every answer. */
final class RoleCost {

	private static final int WATCHERS = 50;

	private static final int CHANGES = 10;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	void measure(Arena arena, Chapter chapter) throws Exception {
		for (int roles : List.of(1, 100, arena.rounds(1000, 300))) {
			measure(arena, roles, chapter);
		}
	}

	private void measure(Arena arena, int roles, Chapter chapter) throws Exception {
		Arena.Contest contest = arena.contest(ContestantKind.OURS);
		URI consul = URI.create(arena.consul().address(0));
		try (Meter one = new Meter(consul);
				Meter two = new Meter(consul);
				Relay first = new Relay(one.address());
				Relay second = new Relay(two.address())) {
			try (Jvm worker = Jvm.campaigning(through(contest.spec(0), first, roles))) {
				worker.await(Event.GRANTED);
				try (Jvm slumberer = Jvm.campaigning(through(contest.spec(1), second, roles))) {
					arena.pause(5000, 5000);
					idle(arena, roles, chapter, List.of(one, two), List.of(first, second));
					answers(arena, roles, contest.spec(0).scope(), chapter);
					if (slumberer.poll(Event.GRANTED) != null) {
						throw new IllegalStateException("The role went from one to the other: nobody was idle");
					}
					slumberer.perform("close");
					worker.perform("close");
				}
			}
		}
	}

	private static ContestantSpec through(ContestantSpec spec, Relay relay, int roles) {
		return spec.at(relay.address().toString()).withRoles(roles);
	}

	private static void idle(Arena arena, int roles, Chapter chapter, List<Meter> meters, List<Relay> relays)
			throws InterruptedException {
		int millis = arena.rounds(60_000, 10_000);
		meters.forEach(Meter::forget);
		relays.forEach(Relay::forget);
		double before = RequestCost.millis(arena);
		long begun = System.nanoTime();
		arena.pause(millis, millis);
		double seconds = (System.nanoTime() - begun) / 1e9;
		String who = "idle, %d roles".formatted(roles);
		chapter.series(who, "CPU time of Consul for both, per second", "ms")
			.add((RequestCost.millis(arena) - before) / seconds);
		for (int i = 0; i < 2; i++) {
			if (relays.get(i).asked().containsKey("PUT /txn")) {
				chapter.note("With %d roles the machine was too busy: a term was lost, so that nobody was idle."
					.formatted(roles));
			}
			String part = (i == 0) ? "worker" : "slumberer";
			relays.get(i)
				.asked()
				.forEach((what, times) -> chapter.series(who, part + ": " + what, "1/s").add(times / seconds));
			chapter.series(who, part + ": sent", "KB/s").add(meters.get(i).sent() / seconds / 1000);
			chapter.series(who, part + ": received", "KB/s").add(meters.get(i).received() / seconds / 1000);
			chapter.series(who, part + ": connections", "").add(relays.get(i).open());
		}
	}

	private void answers(Arena arena, int roles, String scope, Chapter chapter) throws Exception {
		ConsulWire wire = new ConsulWire(URI.create(arena.consul().address(0)));
		String who = "answers, %d roles".formatted(roles);
		String base = "/v1/kv/leader/" + scope + "/";
		chapter.series(who, "all roles", "KB").add(bytes(wire.get(base + "roles/?recurse")) / 1000);
		chapter.series(who, "two candidates", "KB").add(bytes(wire.get(base + "candidates/?recurse")) / 1000);
		int times = arena.rounds((roles < 1000) ? 1000 : 200, 100);
		RequestCost.cost(arena, chapter, "quorum read of %d roles".formatted(roles), times,
				() -> wire.get(base + "roles/?recurse&consistent"));
		wake(arena, base, roles, chapter);
	}

	private static double bytes(HttpResponse<String> answer) {
		return answer.body().getBytes(StandardCharsets.UTF_8).length;
	}

	/** One change, seen by many. */
	private void wake(Arena arena, String base, int roles, Chapter chapter) throws Exception {
		URI consul = URI.create(arena.consul().address(0));
		ConsulWire wire = new ConsulWire(consul);
		for (int i = 0; i < CHANGES; i++) {
			String index = wire.get(base + "roles/?recurse").headers().firstValue("X-Consul-Index").orElseThrow();
			List<CompletableFuture<HttpResponse<String>>> watchers = new ArrayList<>();
			for (int j = 0; j < WATCHERS; j++) {
				watchers.add(this.client.sendAsync(
						HttpRequest.newBuilder(consul.resolve(base + "roles/?recurse&wait=20s&index=" + index)).build(),
						HttpResponse.BodyHandlers.ofString()));
			}
			arena.pause(1000, 1000);
			double before = RequestCost.millis(arena);
			long begun = System.nanoTime();
			wire.put(base + "roles/zz-unit/note", Integer.toString(i));
			CompletableFuture.allOf(watchers.toArray(CompletableFuture[]::new)).join();
			chapter.series("%d watchers, %d roles".formatted(WATCHERS, roles), "change -> all have the answer", "ms")
				.add((System.nanoTime() - begun) / 1e6);
			chapter.series("CPU time of Consul", "a watcher's answer, %d roles".formatted(roles), "ms")
				.add((RequestCost.millis(arena) - before) / WATCHERS);
		}
		wire.put("/v1/txn", "[{\"KV\":{\"Verb\":\"delete\",\"Key\":\"%s\"}}]"
			.formatted(base.substring("/v1/kv/".length()) + "roles/zz-unit/note"));
	}

}
