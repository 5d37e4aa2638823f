package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.spring.election.RoleRegistrar;
import io.github.consulleader.spring.election.FakeElection;
import io.github.consulleader.spring.election.DefaultLeaderships;
import io.github.consulleader.spring.election.LeaderEventDelivery;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.leader.event.DefaultLeaderEventPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

/**
 * Every way in which a bean is called from outside, with the annotation at every place,
 * where no election is held, on a slumberer and on the worker: it is gated, or it is
 * refused with the bean and a way out, and nothing of it was called before.
 */
@Tag("T1")
@Tag("T2")
@Tag("T5")
@Tag("T6")
@Tag("T9")
@Tag("T25")
@Tag("T33")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTableTests {

	private static final int MODES = 3;

	private static final Logger logger = LoggerFactory.getLogger(GateTableTests.class);

	private final Map<Outcome, Integer> cells = new EnumMap<>(Outcome.class);

	private enum Outcome {

		GATED, REFUSED

	}

	@ParameterizedTest
	@MethodSource
	void holdsWhatItCanHold(Class<?> way) {
		for (Place place : Place.values()) {
			Outcome expected = canBeHeld(way, place) ? Outcome.GATED : Outcome.REFUSED;
			assertThat(outcome(way, place)).as("%s at %s", way.getSimpleName(), place).isEqualTo(expected);
		}
	}

	static Stream<Class<?>> holdsWhatItCanHold() {
		return Stream.of(Ways.class.getDeclaredClasses())
			.filter((type) -> !type.isInterface() && !type.isAnnotation() && type != Ways.Called.class);
	}

	private static boolean canBeHeld(Class<?> way, Place place) {
		boolean scheduled = way.getSimpleName().endsWith("Scheduled");
		boolean flow = way == Ways.FlowAdapter.class;
		if (way == Ways.StartedByMethod.class) {
			return place.isDefined() && place != Place.METHOD;
		}
		return switch (place) {
			case METHOD -> scheduled;
			case REGISTERED_SINGLETON -> !scheduled && !flow;
			case FACTORY_BEAN_METHOD, FACTORY_BEAN_PRODUCT -> !flow;
			default -> true;
		};
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatItCannotHold(Class<?> way) {
		for (Place place : Place.values()) {
			assertThat(outcome(way, place)).as("%s at %s", way.getSimpleName(), place).isEqualTo(Outcome.REFUSED);
		}
	}

	static Stream<Class<?>> refusesWhatItCannotHold() {
		return Stream.of(CallingAnnotations.class, CallingMessages.class, CallingInterfaces.class)
			.flatMap((way) -> Stream.of(way.getDeclaredClasses()))
			.filter((type) -> !type.isInterface() && !type.isAnnotation());
	}

	@AfterAll
	void count() {
		logger.info("The gate's table: {} cells, of them {}", this.cells.values().stream().mapToInt((n) -> n).sum(),
				this.cells);
		List<Class<?>> ways = new ArrayList<>(holdsWhatItCanHold().toList());
		ways.addAll(refusesWhatItCannotHold().toList());
		assertThat(this.cells.values().stream().mapToInt((n) -> n).sum())
			.isEqualTo(ways.size() * Place.values().length * MODES);
	}

	/** The same where no election is held and where one is, slumberer and worker. */
	private Outcome outcome(Class<?> way, Place place) {
		Outcome off = outcome(way, place, RoleRegistrar.off("this test"));
		Outcome held = outcome(way, place, new FakeElection());
		assertThat(held).as("with an election as without").isEqualTo(off);
		this.cells.merge(off, MODES, Integer::sum);
		return off;
	}

	private static Outcome outcome(Class<?> way, Place place, RoleRegistrar election) {
		try (AnnotationConfigApplicationContext context = context(way, election)) {
			place.put(way, context);
			Throwable failure = catchThrowable(context::refresh);
			if (failure != null) {
				refused(failure, way, place);
				return Outcome.REFUSED;
			}
			if (context.getBeanProvider(Jobs.Free.class).getIfAvailable() != null) {
				gated(context, way, place, election);
			}
			return Outcome.GATED;
		}
	}

	private static AnnotationConfigApplicationContext context(Class<?> way, RoleRegistrar election) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		LeaderOnlyGateInstaller.install(context);
		LeaderOnlyLifecycles lifecycles = new LeaderOnlyLifecycles();
		context.registerBean(LeaderOnlyLifecycles.class, () -> lifecycles);
		context.registerBean(LeaderOnlyRoles.class,
				() -> new LeaderOnlyRoles(context.getBeanFactory(), () -> Role.of("app")));
		TermTasks tasks = new TermTasks();
		context.registerBean(TermTasks.class, () -> tasks);
		context.registerBean(DefaultLeaderships.class,
				() -> new DefaultLeaderships(() -> Role.of("app"), election, new DefaultLeaderEventPublisher(context),
						new LeaderEventDelivery(), LeaderOnlyWork.both(lifecycles, tasks.asWork()), (role) -> true));
		if (holdsWhatItCanHold().anyMatch(way::equals)) {
			context.register(Jobs.Plan.class);
		}
		if (way == Ways.FlowAdapter.class) {
			context.register(Integration.class);
		}
		return context;
	}

	private static void refused(Throwable failure, Class<?> way, Place place) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		assertThat(cause).as("%s at %s", way.getSimpleName(), place).isInstanceOf(LeaderOnlyException.class);
		assertThat(cause.getMessage()).contains(Place.NAME);
		assertThat(((LeaderOnlyException) cause).action()).isNotBlank();
		if (failure instanceof BeanCreationException creation && creation.getBeanName() != null) {
			assertThat(creation.getBeanName()).isEqualTo(Place.NAME);
		}
	}

	private static void gated(AnnotationConfigApplicationContext context, Class<?> way, Place place,
			RoleRegistrar election) {
		AtomicInteger calls = context.getBean(Place.NAME, Ways.Counted.class).calls();
		Jobs.Free free = context.getBean(Jobs.Free.class);
		int enough = free.runs.get() + 5;
		await().until(() -> free.runs.get() >= enough);
		assertThat(calls).as("%s at %s, on no worker", way.getSimpleName(), place).hasValue(0);
		if (election instanceof FakeElection fake) {
			try {
				fake.grant("app");
				await(way.getSimpleName() + " at " + place).untilAtomic(calls, greaterThan(0));
				fake.revoke("app", Revocation.YIELDED);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@EnableIntegration
	static class Integration {

	}

}
