package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.Lifecycle;
import org.springframework.core.PriorityOrdered;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.util.StringUtils;

/**
 * The gate of one context. Looks at each bean three times, at its real class and at its
 * definition: when it was constructed and nothing of it was called yet; when it is
 * complete; and, together with those that the context did not make, before the context
 * starts anything. What cannot be held is refused, what is leader-only joins its role.
 */
public final class LeaderOnlyGate
		implements MergedBeanDefinitionPostProcessor, BeanFactoryAware, SmartInitializingSingleton, PriorityOrdered {

	/** Its bean's name. */
	static final String NAME = "io.github.consulleader.spring.gate.LeaderOnlyGate";

	private static final Logger logger = LoggerFactory.getLogger(LeaderOnlyGate.class);

	private final Set<String> scheduled = ConcurrentHashMap.newKeySet();

	private final Map<String, Lifecycle> unknownToSpring = new ConcurrentHashMap<>();

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	private @Nullable ElectionInReach election;

	private volatile boolean audited;

	/** Made by the context. */
	public LeaderOnlyGate() {
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) beanFactory;
		this.beanFactory = beans;
		this.election = new ElectionInReach(beans);
	}

	private ConfigurableListableBeanFactory beans() {
		return Objects.requireNonNull(this.beanFactory);
	}

	ElectionInReach election() {
		return Objects.requireNonNull(this.election);
	}

	/**
	 * What is to be started and stopped but is no lifecycle bean to Spring: beans with
	 * init methods, and the products of factory beans.
	 * @return by name
	 */
	Map<String, Lifecycle> unknownToSpring() {
		return Map.copyOf(this.unknownToSpring);
	}

	boolean isDisabled(Method method) {
		return new DisabledJobs(beans()).contains(method);
	}

	/** The scheduler's post-processor has gated a method. */
	void scheduled(String beanName, Method method) {
		this.scheduled.add(key(beanName, method));
	}

	private static String key(String beanName, Method method) {
		return beanName + '#' + method.getName();
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		if (type == ScopedProxyFactoryBean.class || isProxy(type)) {
			return;
		}
		LeaderOnlyMarks marks = new LeaderOnlyAnnotations(beans()).marks(beanName, type);
		if (marks.any()) {
			BeanCheck check = new BeanCheck(beans(), beanName, type, marks);
			check.refuseWhatCannotBeHeld();
			if (marks.wholeBean()) {
				takeOverInitMethods(definition, check);
			}
		}
	}

	/** Whose target is known only when it is complete. */
	private static boolean isProxy(Class<?> type) {
		return Proxy.isProxyClass(type) || SpringProxy.class.isAssignableFrom(type);
	}

	/**
	 * Ahead of time nothing is created, and a type that is declared says nothing of the
	 * real one.
	 */
	private void takeOverInitMethods(RootBeanDefinition definition, BeanCheck check) {
		List<String> starting = names(definition.getInitMethodNames());
		if (Lifecycle.class.isAssignableFrom(check.type())) {
			starting.stream().filter("start"::equals).forEach(definition::registerExternallyManagedInitMethod);
		}
		else if (!check.mayWork()) {
			List<String> stopping = names(definition.getDestroyMethodNames());
			if (starting.isEmpty()) {
				check.refuseIdle(!beans().isCurrentlyInCreation(check.name()));
				return;
			}
			if (stopping.isEmpty()) {
				throw new TypeCheck(check.name(), check.type()).refusedWithoutEnd(starting.get(0));
			}
			check.processors().refuseForeignLifecycle();
			starting.forEach(definition::registerExternallyManagedInitMethod);
			stopping.forEach(definition::registerExternallyManagedDestroyMethod);
			this.unknownToSpring.put(check.name(),
					new InitMethods(beans(), check.name(), check.type(), starting, stopping));
		}
	}

	private static List<String> names(String @Nullable [] methods) {
		return (methods == null) ? List.of()
				: List.of(methods)
					.stream()
					.filter(StringUtils::hasLength)
					.filter((name) -> !name.equals(AbstractBeanDefinition.INFER_METHOD))
					.toList();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof AopInfrastructureBean) && !(bean instanceof ScopedProxyFactoryBean)) {
			Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
			LeaderOnlyMarks marks = new LeaderOnlyAnnotations(beans()).marks(beanName, type);
			if (marks.any()) {
				admit(bean, new BeanCheck(beans(), beanName, type, marks));
			}
		}
		return bean;
	}

	private void admit(Object bean, BeanCheck check) {
		check.refuseWhatCannotBeHeld();
		boolean started = bean instanceof Lifecycle || this.unknownToSpring.containsKey(check.name());
		check.refuseIdle(started);
		if (started && check.marks().wholeBean() && !beans().containsLocalBean(check.name())) {
			throw new TypeCheck(check.name(), check.type()).refusedNameless();
		}
		joinUnknownProduct(bean, check);
		if (this.audited && started) {
			if (bean instanceof IntegrationFlow) {
				throw new TypeCheck(check.name(), check.type()).refusedAtRunTime();
			}
			join(check);
			logger.info("Bean '{}' was made when the context was started already: it starts with the next grant",
					check.name());
		}
	}

	/** Of a factory bean that does not say what it makes, so that no survey finds it. */
	private void joinUnknownProduct(Object bean, BeanCheck check) {
		if (bean instanceof Lifecycle lifecycle && !(bean instanceof FactoryBean) && beans().isFactoryBean(check.name())
				&& beans().getType(check.name(), false) == null) {
			this.unknownToSpring.putIfAbsent(check.name(), lifecycle);
			join(check);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		audit();
	}

	/**
	 * Looks at all beans, and makes those that are leader-only but were to be made later,
	 * since their work begins with a grant and not with their first use.
	 */
	void audit() {
		BeanSurvey survey = new BeanSurvey(beans());
		Map<String, Class<?>> types = new LinkedHashMap<>();
		survey.forEach(types::put);
		List<BeanCheck> leaderOnly = new ArrayList<>();
		types.forEach((name, type) -> {
			LeaderOnlyMarks marks = new LeaderOnlyAnnotations(beans()).marks(name, type);
			if (marks.any()) {
				leaderOnly.add(new BeanCheck(beans(), name, type, marks));
			}
		});
		leaderOnly.forEach(this::audit);
		this.audited = true;
	}

	private void audit(BeanCheck check) {
		check.refuseWhatCannotBeHeld();
		if (isSingleton(check.name())) {
			Object bean = beans().getBean(check.name());
			boolean product = beans().isFactoryBean(check.name());
			if (bean instanceof IntegrationFlow && (product || !beans().containsBeanDefinition(check.name()))) {
				throw new TypeCheck(check.name(), check.type()).refusedUnknownFlow();
			}
			if (bean instanceof IntegrationFlow flow && FlowParts.beginWithPublisher(check.name(), flow)) {
				throw new TypeCheck(check.name(), check.type()).refusedPublisher();
			}
			if (bean instanceof IntegrationFlow flow && FlowParts.delay(flow)) {
				throw new TypeCheck(check.name(), check.type()).refusedDelay();
			}
			if (bean instanceof Lifecycle lifecycle && product) {
				this.unknownToSpring.putIfAbsent(check.name(), lifecycle);
			}
			check.refuseIdle(bean instanceof Lifecycle || this.unknownToSpring.containsKey(check.name()));
			for (Method method : check.marks().gated()) {
				if (!this.scheduled.contains(key(check.name(), method))) {
					throw check.method(method).refusedUnscheduled(check.processors().isScheduling());
				}
				check.method(method).refuseAsyncProxy(bean);
			}
		}
		join(check);
	}

	private boolean isSingleton(String name) {
		return beans().containsSingleton(name)
				|| (beans().containsBeanDefinition(name) && beans().getMergedBeanDefinition(name).isSingleton());
	}

	private void join(BeanCheck check) {
		LeaderOnlyRoles roles = election().annotations();
		DisabledJobs disabled = new DisabledJobs(beans());
		if (check.marks().wholeBean() && (this.unknownToSpring.containsKey(check.name())
				|| !disabled.areAllOf(check.marks(), check.type()))) {
			roles.ofBean(check.name(), check.type()).ifPresent(election().roles()::join);
		}
		check.marks()
			.gated()
			.stream()
			.filter((method) -> !disabled.contains(method))
			.forEach((method) -> roles.ofMethod(check.name(), method).ifPresent(election().roles()::join));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
