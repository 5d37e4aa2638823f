package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.context.Lifecycle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;
import org.springframework.util.StringUtils;

/**
 * Jobs that are switched off by {@code cron = "-"}, most often by a property. They are no
 * work: an instance with nothing else leaves the role to those where they are on.
 *
 * @param beans those of the context that the jobs live in
 */
record DisabledJobs(ConfigurableBeanFactory beans) {

	/** Whether Spring schedules none of what a method is annotated with. */
	boolean contains(Method method) {
		return all(method, this::isOff);
	}

	/** The same before other beans can be asked: an expression may say anything. */
	boolean mayContain(Method method) {
		return all(method, this::mayBeOff);
	}

	/** Whether all that a type has for the gate are such jobs. */
	boolean areAllOf(LeaderOnlyMarks marks, Class<?> type) {
		return hasOnlyJobs(marks, type) && marks.scheduled().stream().allMatch(this::contains);
	}

	/** The same before other beans can be asked. */
	boolean mayBeAllOf(LeaderOnlyMarks marks, Class<?> type) {
		return hasOnlyJobs(marks, type) && marks.scheduled().stream().allMatch(this::mayContain);
	}

	private static boolean hasOnlyJobs(LeaderOnlyMarks marks, Class<?> type) {
		return !marks.scheduled().isEmpty() && !Lifecycle.class.isAssignableFrom(type)
				&& !IntegrationFlow.class.isAssignableFrom(type);
	}

	private static boolean all(Method method, Predicate<String> cron) {
		Set<Scheduled> all = AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Scheduled.class,
				Schedules.class);
		return !all.isEmpty()
				&& all.stream().allMatch((each) -> StringUtils.hasText(each.cron()) && cron.test(each.cron()));
	}

	private boolean isOff(String cron) {
		return Scheduled.CRON_DISABLED.equals(new EmbeddedValueResolver(this.beans).resolveStringValue(cron));
	}

	private boolean mayBeOff(String cron) {
		String plain = this.beans.resolveEmbeddedValue(cron);
		return Scheduled.CRON_DISABLED.equals(plain) || (plain != null && plain.contains("#{"));
	}

}
