package io.github.consulleader.spring.gate;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandles;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.consulleader.spring.LeaderOnly;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.implementation.attribute.MethodAttributeAppender;
import net.bytebuddy.matcher.ElementMatchers;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Where the annotation may stand, and how the bean that it is for comes to be.
 */
enum Place {

	TYPE {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(onType(way), context, false);
		}
	},

	LAZY {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(onType(way), context, true);
		}
	},

	SUPERCLASS {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(load(new ByteBuddy().subclass(onType(way))), context, false);
		}
	},

	INTERFACE {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(load(new ByteBuddy().subclass(way).implement(Marked.class)), context, false);
		}
	},

	COMPOSED {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(load(new ByteBuddy().subclass(way).annotateType(annotation(Composed.class))), context, false);
		}
	},

	/** On each method that does something. */
	METHOD {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			define(load(new ByteBuddy().subclass(way)
				.method(ElementMatchers.isDeclaredBy(way)
					.or(ElementMatchers.named("call"))
					.and(ElementMatchers.isVirtual())
					.and(ElementMatchers.not(ElementMatchers.isSynthetic().or(ElementMatchers.named("calls")))))
				.intercept(SuperMethodCall.INSTANCE)
				.attribute(MethodAttributeAppender.ForInstrumentedMethod.INCLUDING_RECEIVER)
				.annotateMethod(annotation(LeaderOnly.class))), context, false);
		}
	},

	BEAN_METHOD {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			context.register(configuration(way, way));
		}
	},

	BEAN_METHOD_THAT_DECLARES_LESS {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			context.register(configuration(Object.class, way));
		}
	},

	/** Of which nothing but the instance knows that it is marked. */
	HIDDEN_TYPE {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			context.register(unmarkedConfiguration(onType(way)));
		}
	},

	FACTORY_BEAN_METHOD {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			context.registerBean(Product.class, () -> new Product(BeanUtils.instantiateClass(way)));
			context.register(MarkedFactory.class);
		}
	},

	FACTORY_BEAN_PRODUCT {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			Object product = BeanUtils.instantiateClass(onType(way));
			context.registerBean(NAME, ProductFactory.class, () -> new ProductFactory(product));
		}
	},

	REGISTERED_SINGLETON {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			context.getBeanFactory().registerSingleton(NAME, BeanUtils.instantiateClass(onType(way)));
		}
	},

	SUPPLIER_THAT_DECLARES_LESS {
		@Override
		void put(Class<?> way, AnnotationConfigApplicationContext context) {
			Supplier<Object> supplier = () -> BeanUtils.instantiateClass(onType(way));
			context.registerBean(NAME, Object.class, supplier, (definition) -> methods(way, definition));
		}
	};

	/** Of the bean. */
	static final String NAME = "culprit";

	/** Brings a marked bean into a context that was not refreshed yet. */
	abstract void put(Class<?> way, AnnotationConfigApplicationContext context);

	/** Whether a bean definition is there to name init methods. */
	boolean isDefined() {
		return this != FACTORY_BEAN_METHOD && this != FACTORY_BEAN_PRODUCT && this != REGISTERED_SINGLETON;
	}

	private static void define(Class<?> type, AnnotationConfigApplicationContext context, boolean lazy) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setLazyInit(lazy);
		methods(type, definition);
		context.registerBeanDefinition(NAME, definition);
	}

	private static void methods(Class<?> type, org.springframework.beans.factory.config.BeanDefinition definition) {
		if (Ways.StartedByMethod.class.isAssignableFrom(type)) {
			definition.setInitMethodName("open");
			definition.setDestroyMethodName("shut");
		}
	}

	private static Class<?> onType(Class<?> way) {
		return load(new ByteBuddy().subclass(way).annotateType(annotation(LeaderOnly.class)));
	}

	private static Class<?> configuration(Class<?> declared, Class<?> way) {
		return configuration(declared, way, annotation(LeaderOnly.class));
	}

	private static Class<?> unmarkedConfiguration(Class<?> way) {
		return configuration(Object.class, way, annotation(Deprecated.class));
	}

	private static Class<?> configuration(Class<?> declared, Class<?> way, AnnotationDescription mark) {
		try {
			return load(new ByteBuddy().subclass(Object.class)
				.defineMethod(NAME, declared, java.lang.reflect.Modifier.PUBLIC)
				.intercept(MethodCall.construct(way.getDeclaredConstructor()))
				.annotateMethod(bean(way), mark));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static AnnotationDescription bean(Class<?> way) {
		AnnotationDescription.Builder bean = AnnotationDescription.Builder.ofType(Bean.class);
		return Ways.StartedByMethod.class.isAssignableFrom(way)
				? bean.define("initMethod", "open").define("destroyMethod", "shut").build() : bean.build();
	}

	private static AnnotationDescription annotation(Class<? extends java.lang.annotation.Annotation> type) {
		return AnnotationDescription.Builder.ofType(type).build();
	}

	private static Class<?> load(DynamicType.Builder<?> builder) {
		return builder.name(Place.class.getPackageName() + ".Made" + UUID.randomUUID().toString().replace("-", ""))
			.make()
			.load(Place.class.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
			.getLoaded();
	}

	@LeaderOnly
	interface Marked {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@LeaderOnly
	@interface Composed {

	}

	record Product(Object instance) {

	}

	static class MarkedFactory {

		@Bean(NAME)
		@LeaderOnly
		FactoryBean<?> culprit(Product product) {
			return new ProductFactory(product.instance());
		}

	}

	/** Knows beforehand what it makes. */
	record ProductFactory(Object product) implements FactoryBean<Object> {

		@Override
		public Object getObject() {
			return this.product;
		}

		@Override
		public Class<?> getObjectType() {
			return this.product.getClass();
		}

	}

}
