package io.github.consulleader.spring.gate;

import java.util.Iterator;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * All beans of a context with their real classes: that of the instance behind its proxies
 * where there is one, else what is known before it is made.
 *
 * @param beans the context's own
 */
record BeanSurvey(ConfigurableListableBeanFactory beans) {

	void forEach(BiConsumer<String, Class<?>> visitor) {
		for (Iterator<String> names = this.beans.getBeanNamesIterator(); names.hasNext();) {
			String name = names.next();
			if (!isAbstract(name)) {
				Class<?> type = realType(name);
				if (type != null) {
					visitor.accept(name, type);
				}
			}
		}
	}

	private boolean isAbstract(String name) {
		return this.beans.containsBeanDefinition(name) && this.beans.getMergedBeanDefinition(name).isAbstract();
	}

	/**
	 * Finds a bean's class.
	 * @param name the bean's name
	 * @return its class, that of the product for a factory bean; {@code null} if it is
	 * not known, or where it only stands for a bean that is looked at itself
	 */
	@Nullable Class<?> realType(String name) {
		Object bean = this.beans.getSingleton(name);
		if (bean == null || bean instanceof FactoryBean<?>) {
			if (bean instanceof ScopedProxyFactoryBean) {
				return null;
			}
			Class<?> type = this.beans.getType(name, false);
			return (type == null && bean != null && isMarked(name, bean.getClass()))
					? AopProxyUtils.ultimateTargetClass(this.beans.getBean(name)) : type;
		}
		return (bean instanceof AopInfrastructureBean) ? null : AopProxyUtils.ultimateTargetClass(bean);
	}

	/** Whether a factory bean that does not say what it makes is leader-only itself. */
	private boolean isMarked(String name, Class<?> factory) {
		return new LeaderOnlyAnnotations(this.beans).onBean(name, factory) != null;
	}

}
