package io.github.consulleader.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether elections or locks are on.
 */
class OnSwitchCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Map<String, Object> attributes = Objects
			.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnSwitch.class.getName()));
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnSwitch.class);
		List<String> off = new ArrayList<>();
		for (String name : (String[]) Objects.requireNonNull(attributes.get("value"))) {
			String why = Switch.whyOff(name, context.getEnvironment());
			if (why == null) {
				return ConditionOutcome.match(message.because(name + " is not turned off"));
			}
			off.add(why);
		}
		return ConditionOutcome.noMatch(message.because(String.join(", ", off)));
	}

}
