package io.github.consulleader.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rules. Each speaks of all classes that it is given, so that it is empty only where
 * there are none.
 */
public final class HouseRules {

	/** The package that all of ours are in. */
	public static final String ROOT = "io.github.consulleader";

	private static final String TICKER = ROOT + ".time.Ticker";

	private static final List<Class<?>> CHANGING = List.of(ConcurrentMap.class, ThreadLocal.class, AtomicBoolean.class,
			AtomicInteger.class, AtomicLong.class, AtomicReference.class, Lock.class, Executor.class);

	private HouseRules() {
	}

	/** Waiting is done on conditions, so that it can be interrupted and simulated. */
	public static ArchRule noSleep() {
		return noClasses().should()
			.accessTargetWhere(access("a sleep",
					(owner, member) -> member.equals("sleep")
							&& (owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit"))))
			.because("a sleep can neither be woken nor simulated");
	}

	/**
	 * Nothing of ours runs in the common pool, where it would wait behind whatever the
	 * application blocks there. Two processors leave it a single thread.
	 */
	public static ArchRule noCommonPool() {
		return noClasses().should()
			.accessTargetWhere(DescribedPredicate.describe("the common pool", HouseRules::usesCommonPool))
			.because("the application may block every thread of the common pool");
	}

	/** Time comes from the one Ticker, so that the simulation decides what time it is. */
	public static ArchRule noClockButTheTicker() {
		return noClasses().that(DescribedPredicate.not(isOrIsInside(TICKER)))
			.should()
			.accessTargetWhere(access("a clock", HouseRules::readsClock))
			.because("all time comes from " + TICKER);
	}

	/** Two elections in one process share nothing. */
	public static ArchRule noMutableStatics() {
		return classes().should(condition("have no static state that can change",
				(type) -> type.getFields()
					.stream()
					.filter((field) -> field.getModifiers().contains(JavaModifier.STATIC))
					.filter((field) -> !field.getModifiers().contains(JavaModifier.FINAL)
							|| CHANGING.stream().anyMatch((holder) -> field.getRawType().isAssignableTo(holder)))
					.map((field) -> field.getFullName() + " can change")));
	}

	/** NullAway looks at nothing else. */
	public static ArchRule onlyNullMarkedPackages() {
		return classes().should(condition("be in a package whose package-info says @NullMarked",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class) ? Stream.empty()
						: Stream.of("package " + type.getPackageName() + " has no package-info with @NullMarked")));
	}

	/** Nobody has to ask which of two is meant. */
	public static ArchRule oneNameOnce() {
		Map<String, String> seen = new ConcurrentHashMap<>();
		return classes().that()
			.areTopLevelClasses()
			.should(condition("have a simple name of their own in their module",
					(type) -> Stream
						.ofNullable(type.getSimpleName().equals("package-info") ? null
								: seen.putIfAbsent(type.getSimpleName(), type.getName()))
						.filter((other) -> !other.equals(type.getName()))
						.map((other) -> type.getName() + " is called like " + other)));
	}

	/** No two packages need each other, also not by way of a third. */
	public static ArchRule noCycles() {
		return SlicesRuleDefinition.slices().assignedFrom(packages()).should().beFreeOfCycles();
	}

	/**
	 * Direction between packages of ours.
	 * @param uses the packages of this module and, for each, which others of ours it may
	 * use
	 */
	public static ArchRule packagesUse(Map<String, Set<String>> uses) {
		return classes().should(condition("use the packages of ours that their own may use", (type) -> {
			Set<String> allowed = uses.get(type.getPackageName());
			if (allowed == null) {
				return Stream.of("package " + type.getPackageName() + " is not in the table of directions");
			}
			return ours(type).filter((used) -> !used.getTargetClass().getPackageName().equals(type.getPackageName()))
				.filter((used) -> !allowed.contains(used.getTargetClass().getPackageName()))
				.map(Dependency::getDescription);
		}));
	}

	/** No class of this module uses a class of the given packages. */
	public static ArchRule noUseOf(String... packages) {
		return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
	}

	/**
	 * What a user can call speaks only of what a user may know.
	 * @param api the packages meant for users, and single classes of others
	 */
	public static ArchRule publicSignaturesStayIn(Set<String> api) {
		return classes().should(condition("mention in public signatures only " + api + " of ours",
				(type) -> exposed(type, api).flatMap((unit) -> mentioned(unit).filter(HouseRules::isOurs)
					.filter((other) -> !api.contains(other.getPackageName()) && !api.contains(other.getName()))
					.map((other) -> unit.getFullName() + " mentions " + other.getName()))));
	}

	private static boolean usesCommonPool(JavaAccess<?> access) {
		String member = access.getTarget().getName();
		return switch (access.getTargetOwner().getName()) {
			case "java.util.concurrent.ForkJoinPool" -> member.equals("commonPool");
			case "java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage" ->
				(member.endsWith("Async") || member.equals("delayedExecutor")) && !takesExecutor(access);
			default -> member.equals("parallelStream");
		};
	}

	private static boolean takesExecutor(JavaAccess<?> access) {
		return access.getTarget() instanceof CodeUnitAccessTarget target
				&& target.getRawParameterTypes().stream().anyMatch((type) -> type.isEquivalentTo(Executor.class));
	}

	private static boolean readsClock(String owner, String member) {
		return switch (owner) {
			case "java.lang.System" -> member.equals("nanoTime") || member.equals("currentTimeMillis");
			case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
			case "java.util.Date" -> member.equals("<init>");
			case "java.util.Calendar" -> member.equals("getInstance");
			default -> owner.startsWith("java.time.") && member.equals("now");
		};
	}

	private static Stream<JavaCodeUnit> exposed(JavaClass type, Set<String> api) {
		if (!api.contains(type.getPackageName()) || !type.getModifiers().contains(JavaModifier.PUBLIC)) {
			return Stream.empty();
		}
		return type.getCodeUnits()
			.stream()
			.filter((unit) -> unit.getModifiers().contains(JavaModifier.PUBLIC)
					|| unit.getModifiers().contains(JavaModifier.PROTECTED));
	}

	private static Stream<JavaClass> mentioned(JavaCodeUnit unit) {
		return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
			.flatMap((type) -> type.getAllInvolvedRawTypes().stream());
	}

	private static Stream<Dependency> ours(JavaClass type) {
		return type.getDirectDependenciesFromSelf().stream().filter((used) -> isOurs(used.getTargetClass()));
	}

	private static boolean isOurs(JavaClass type) {
		return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
	}

	private static DescribedPredicate<JavaClass> isOrIsInside(String name) {
		return DescribedPredicate.describe(name,
				(type) -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
	}

	private static DescribedPredicate<JavaAccess<?>> access(String what, Member member) {
		return DescribedPredicate.describe(what,
				(access) -> member.matches(access.getTargetOwner().getName(), access.getTarget().getName()));
	}

	private static ArchCondition<JavaClass> condition(String what, Findings findings) {
		return new ArchCondition<>(what) {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				findings.of(type).forEach((finding) -> events.add(SimpleConditionEvent.violated(type, finding)));
			}

		};
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

	@FunctionalInterface
	private interface Member {

		boolean matches(String owner, String member);

	}

	@FunctionalInterface
	private interface Findings {

		Stream<String> of(JavaClass type);

	}

}
