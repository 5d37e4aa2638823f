package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.consul.TestConsul;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program of a document, run by its own main method.
 *
 * @param context the application that it has started
 * @param loader has its classes
 */
record RunningApplication(ConfigurableApplicationContext context, URLClassLoader loader) implements AutoCloseable {

	/** Runs a main method on the Consul that tests share. */
	static RunningApplication run(Path classes, String main, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(
				List.of("--server.port=0", "--spring.cloud.consul.host=" + TestConsul.address().getHost(),
						"--spring.cloud.consul.port=" + TestConsul.address().getPort()));
		all.addAll(List.of(arguments));
		URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				RunningApplication.class.getClassLoader());
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		AtomicReference<ConfigurableApplicationContext> context = new AtomicReference<>();
		thread.setContextClassLoader(loader);
		try {
			SpringApplication.withHook((application) -> new SpringApplicationRunListener() {

				@Override
				public void contextLoaded(ConfigurableApplicationContext loaded) {
					context.compareAndSet(null, loaded);
				}

			}, () -> invoke(loader, main, all.toArray(String[]::new)));
		}
		finally {
			thread.setContextClassLoader(before);
		}
		return new RunningApplication(Objects.requireNonNull(context.get()), loader);
	}

	private static void invoke(ClassLoader loader, String main, String[] arguments) {
		try {
			loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.context.close();
		this.loader.close();
	}

}
