package io.github.consulleader.spring.gate;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.integration.core.MessageSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.util.ErrorHandler;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Beans that could be held, but that others call as well, by an interface.
 */
final class CallingInterfaces {

	private CallingInterfaces() {
	}

	static class Listener extends Ways.Smart implements ApplicationListener<ContextRefreshedEvent> {

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
			called();
		}

	}

	static class Runner extends Ways.Smart implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments arguments) {
			called();
		}

	}

	static class CommandLine extends Ways.Smart implements CommandLineRunner {

		@Override
		public void run(String... arguments) {
			called();
		}

	}

	static class Configuring extends Ways.Smart implements SchedulingConfigurer {

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			called();
			registrar.addFixedDelayTask(this::called, Duration.ofMillis(Jobs.DELAY));
		}

	}

	static class AfterAll extends Ways.Smart implements SmartInitializingSingleton {

		@Override
		public void afterSingletonsInstantiated() {
			called();
		}

	}

	static class PostProcessing extends Ways.Smart implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String name) {
			called();
			return bean;
		}

	}

	static class Executing extends Ways.Smart implements Executor {

		@Override
		public void execute(Runnable command) {
			called();
		}

	}

	static class Threads extends Ways.Smart implements ThreadFactory {

		@Override
		public Thread newThread(Runnable run) {
			called();
			return new Thread(run);
		}

	}

	static class Supplying extends Ways.Smart implements Supplier<String> {

		@Override
		public String get() {
			called();
			return "";
		}

	}

	static class Consuming extends Ways.Smart implements Consumer<String> {

		@Override
		public void accept(String message) {
			called();
		}

	}

	static class Handling extends Ways.Smart implements MessageHandler {

		@Override
		public void handleMessage(Message<?> message) {
			called();
		}

	}

	static class Polled extends Ways.Smart implements MessageSource<String> {

		@Override
		public @Nullable Message<String> receive() {
			called();
			return null;
		}

	}

	static class Intercepting extends Ways.Smart implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			called();
			return true;
		}

	}

	static class Requests extends Ways.Smart implements HttpRequestHandler {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
			called();
		}

	}

	static class ServletFilter extends Ways.Smart implements jakarta.servlet.Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
			called();
		}

	}

	static class Advising extends Ways.Smart implements MethodInterceptor {

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			called();
			return invocation.proceed();
		}

	}

	static class Errors extends Ways.Smart implements ErrorHandler {

		@Override
		public void handleError(Throwable error) {
			called();
		}

	}

}
