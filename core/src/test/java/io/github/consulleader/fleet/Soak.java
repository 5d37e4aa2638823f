package io.github.consulleader.fleet;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.consulleader.agent.ConsulCluster;
import org.jspecify.annotations.Nullable;

/**
 * Random faults on a fleet for as long as asked, one line a minute, and a report.
 * <p>
 * Two workers at a time are always a violation, whatever the load of the machine. A role
 * without worker for longer than its bound is noted; it is a violation beyond bound +
 * {@link SoakRecord#SLACK} + the longest time for which the machine kept a thread of ours
 * waiting meanwhile.
 */
final class Soak {

	private static final Pace PACE = Pace.BALANCED;

	/** Nothing excuses a role that stays without worker for so long. */
	private static final Duration STUCK = Duration.ofSeconds(90);

	private final PrintStream out;

	private final Fleet fleet;

	private final SplittableRandom random;

	private final SoakRecord record = new SoakRecord(PACE.timings());

	private final StallMeter stalls = new StallMeter();

	private final List<Fault> faults;

	private int violations;

	private int spoilt;

	private Soak(PrintStream out, Fleet fleet, List<Fault> faults, long seed) {
		this.out = out;
		this.fleet = fleet;
		this.faults = faults;
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Runs.
	 * @param args {@code --minutes N}, {@code --seed N}, {@code --acl} for a Consul that
	 * denies all without a token, and tokens that end, and {@code --faults A,B} for some
	 * of them only
	 */
	public static void main(String[] args) {
		long minutes = Long.parseLong(option(args, "--minutes", "10"));
		long seed = Long.parseLong(option(args, "--seed", Long.toString(System.nanoTime())));
		boolean acl = List.of(args).contains("--acl");
		String named = option(args, "--faults", "");
		List<Fault> faults = (named.isEmpty() ? Stream.of(Fault.values()).filter((fault) -> acl || !fault.isOfTokens())
				: Stream.of(named.split(",", -1)).map(Fault::valueOf))
			.toList();
		System.exit(run(System.out, Duration.ofMinutes(minutes), faults, seed, acl) ? 0 : 1);
	}

	private static String option(String[] args, String name, String otherwise) {
		int place = List.of(args).indexOf(name);
		return (place < 0) ? otherwise : args[place + 1];
	}

	/** Runs for some time, and tells whether no promise was broken. */
	private static boolean run(PrintStream out, Duration time, List<Fault> faults, long seed, boolean acl) {
		FleetPlan plan = FleetPlan.of("soak", List.of("red", "green", "blue"), PACE).lookingEvery(Duration.ofMillis(5));
		@Nullable String management = acl ? UUID.randomUUID().toString() : null;
		try (ConsulCluster cluster = ((management != null) ? Fleet.cluster(management) : Fleet.cluster()).start();
				Fleet fleet = new Fleet(cluster, plan, management)) {
			out.println("soak of " + time + " with seed " + seed + (acl ? " and ACLs: " : ": ") + fleet.members().size()
					+ " instances, roles " + plan.roles() + "; logs in " + plan.logs());
			return new Soak(out, fleet, faults, seed).run(time);
		}
	}

	private boolean run(Duration time) {
		long began = System.nanoTime();
		long minute = 0;
		this.fleet.awaitStaffed();
		while (System.nanoTime() - began < time.toNanos()) {
			round();
			long now = Duration.ofNanos(System.nanoTime() - began).toMinutes();
			if (now > minute) {
				minute = now;
				this.out.println("minute " + minute + ": " + state());
			}
		}
		this.out.println("\n" + this.record + "\n\nslack %.0f s (plus the machine's own stalls); %s"
			.formatted(SoakRecord.seconds(SoakRecord.SLACK), state()));
		return this.violations + this.fleet.witness().violations().size() == 0;
	}

	private String state() {
		return "%d faults (%d spoilt), %d terms, %d violations, load %.1f".formatted(this.record.faults(), this.spoilt,
				this.fleet.witness().terms(), this.violations + this.fleet.witness().violations().size(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	private void round() {
		Fault fault = this.faults.get(this.random.nextInt(this.faults.size()));
		Scene scene = scene();
		Witness witness = this.fleet.witness();
		int before = witness.violations().size();
		witness.note("=== " + fault + " on " + scene.victim() + ", role " + scene.role());
		this.stalls.takeLongest();
		long start = System.nanoTime();
		try {
			fault.inflict(scene);
		}
		catch (RuntimeException ex) {
			// The test bed failed, not what is tested: said, and put right.
			this.spoilt++;
			this.out.println(fault + " was spoilt: " + ex);
			this.fleet.repair();
			start = System.nanoTime();
		}
		long whole = System.nanoTime();
		witness.note("=== " + fault + " is over");
		boolean staffed = awaitStaffed();
		judge(fault, fault.allowed().countsAfterwards() ? whole : start, start);
		if (!staffed) {
			violation(fault + ": a role had no worker for " + STUCK);
		}
		for (String broken : witness.violations().subList(before, witness.violations().size())) {
			this.out.println("VIOLATION after " + fault + ": " + broken);
		}
		if (!staffed || witness.violations().size() > before) {
			this.out.println(witness.timeline());
		}
	}

	private void judge(Fault fault, long since, long start) {
		long now = System.nanoTime();
		Duration stall = this.stalls.takeLongest();
		Duration counted = longestGap(since, now);
		if (this.record.add(fault, counted, longestGap(start, now), stall)) {
			violation("%s: no worker for %.2f s, bound %.2f s, slack %.2f s, the machine stood still for %.2f s"
				.formatted(fault, SoakRecord.seconds(counted),
						SoakRecord.seconds(fault.allowed().bound(PACE.timings())), SoakRecord.seconds(SoakRecord.SLACK),
						SoakRecord.seconds(stall)));
			this.out.println(this.fleet.witness().timeline());
		}
	}

	private void violation(String what) {
		this.violations++;
		this.fleet.witness().note("VIOLATION: " + what);
		this.out.println("VIOLATION: " + what);
	}

	private Duration longestGap(long since, long until) {
		return this.fleet.roles()
			.stream()
			.map((role) -> this.fleet.witness().longestGap(role, since, until))
			.max(Duration::compareTo)
			.orElseThrow();
	}

	/** A worker in two cases of three, since there a fault hurts most. */
	private Scene scene() {
		String role = this.fleet.roles().get(this.random.nextInt(this.fleet.roles().size()));
		Member any = this.fleet.members().get(this.random.nextInt(this.fleet.members().size()));
		boolean worker = this.random.nextInt(3) > 0;
		return new Scene(this.fleet, worker ? this.fleet.worker(role).orElse(any) : any, role, this.random);
	}

	/**
	 * Waits until each role has a worker, and some time more in which the dust settles.
	 */
	private boolean awaitStaffed() {
		long end = System.nanoTime() + STUCK.toNanos();
		boolean staffed = false;
		for (int times = 0; times < 10 && System.nanoTime() < end;) {
			Threads.pass(Duration.ofMillis(100));
			staffed = this.fleet.isStaffed();
			times = staffed ? times + 1 : 0;
		}
		return staffed;
	}

}
