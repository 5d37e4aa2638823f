package io.github.consulleader.spring.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Keeps our settings from post-processors. They are a record, complete when it is made;
 * but Spring Cloud remembers every properties bean that passes by, tries at each refresh
 * to reset it by its default constructor, and warns with a stack trace where there is
 * none.
 */
final class ImmutableProperties implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(ConsulLeaderProperties.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name)
					&& beanFactory.getBeanDefinition(name) instanceof AbstractBeanDefinition definition) {
				definition.setSynthetic(true);
			}
		}
	}

}
