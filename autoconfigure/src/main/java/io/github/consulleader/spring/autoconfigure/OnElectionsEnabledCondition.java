package io.github.consulleader.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether elections are on.
 */
class OnElectionsEnabledCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnElectionsEnabled.class);
		String off = ElectionsOff.reason(context.getEnvironment());
		return (off != null) ? ConditionOutcome.noMatch(message.because(off))
				: ConditionOutcome.match(message.because("no property turns them off"));
	}

}
