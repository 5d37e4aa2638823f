package io.github.consulleader.sample.docs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.sample.docs.Document.Block;
import io.github.consulleader.spring.Leaderships;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The recipes of {@code docs/recipes.md} and the classes of README, run on a real Consul.
 */
@Tag("T49")
@ExtendWith(OutputCaptureExtension.class)
class RecipeTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final String scope = "recipes-" + UUID.randomUUID();

	@TempDir
	Path folder;

	private URLClassLoader loader;

	@BeforeEach
	void open() throws IOException {
		this.loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() }, getClass().getClassLoader());
	}

	@AfterEach
	void close() throws IOException {
		this.loader.close();
	}

	@Test
	void workOfOnesOwnRunsOnTheWorker(CapturedOutput output) throws Exception {
		Class<?> invoices = compiled("docs/recipes.md", "Invoices");
		Class<?> changes = compiled("docs/recipes.md", "Changes");
		try (ConfigurableApplicationContext application = start(Map.of(), invoices, changes)) {
			await().atMost(LONG).until(() -> application.getBean(Leadership.class).isLeader());
			assertThat(call(application.getBean(invoices), "send", "4711")).isEqualTo(true);
			assertThat(output).contains("invoice 4711, token ");
			await().atMost(LONG).until(() -> output.getOut().contains("worker of recipes now"));
		}
		assertThat(output).contains("worker of recipes no longer");
	}

	@Test
	void aClassOfSomebodyElseStartsOnGrantAndAgainOnTheNext(CapturedOutput output) throws Exception {
		Class<?> poller = compiled("docs/recipes.md", "PollerConfiguration");
		try (ConfigurableApplicationContext application = start(Map.of(), poller)) {
			await().atMost(LONG).until(() -> output.getOut().contains("polling"));
			Leadership role = application.getBean(Leaderships.class).of("poller");
			long token = role.term().orElseThrow().token();
			assertThat(role.yieldRole()).succeedsWithin(LONG);
			await().atMost(LONG).until(() -> role.term().filter((term) -> term.token() > token).isPresent());
		}
		assertThat(output).doesNotContain("ERROR");
	}

	@Test
	void aMigrationHappensOnce(CapturedOutput output) throws Exception {
		Class<?> migration = compiled("docs/recipes.md", "Migration");
		Map<Class<?>, Object> versions = Map.of(this.loader.loadClass("Migration$Versions"),
				table("Migration$Versions"));
		try (ConfigurableApplicationContext first = start(versions, migration);
				ConfigurableApplicationContext second = start(versions, migration)) {
			assertThat(first.isActive() && second.isActive()).isTrue();
		}
		assertThat(output.getOut().lines().filter("migrating to 42"::equals)).hasSize(1);
	}

	@Test
	@Tag("T11")
	@Tag("T37")
	void aRunThatWasMissedIsMadeUpForAndNoneIsDoubled(CapturedOutput output) throws Exception {
		Class<?> report = compiled("docs/recipes.md", "HourlyReport");
		Map<Class<?>, Object> ledger = Map.of(this.loader.loadClass("HourlyReport$Ledger"),
				table("HourlyReport$Ledger"));
		try (ConfigurableApplicationContext application = start(ledger, report)) {
			await().atMost(LONG).until(() -> application.isActive() && output.getOut().contains("report of "));
		}
		try (ConfigurableApplicationContext next = start(ledger, report)) {
			await().atMost(LONG).until(() -> next.getBean(Leadership.class).isLeader());
		}
		assertThat(output.getOut().lines().filter((line) -> line.startsWith("report of "))).doesNotHaveDuplicates();
	}

	@Test
	@Tag("T11")
	@Tag("T37")
	void thePageSaysWhichRunsAreMissedOrDoubled() throws IOException {
		assertThat(Document.of("README.md").prose())
			.anySatisfy((line) -> assertThat(line).contains("due while nobody is worker is skipped",
					"clocks that differ", "docs/spring.md#when-runs-happen"));
		assertThat(Document.of("docs/spring.md").anchors()).contains("when-runs-happen");
		assertThat(String.join(" ", Document.of("docs/spring.md").prose())).contains("skipped", "killed at :27",
				"same due time", "NTP", "recipes.md#a-run-that-must-be-neither-missed-nor-doubled");
	}

	@Test
	void twoElectionsOfOneApplicationBothWork(CapturedOutput output) throws Exception {
		Class<?> patient = compiled("docs/recipes.md", "PatientElection");
		Class<?> invoices = compiled("docs/recipes.md", "Invoices");
		try (ConfigurableApplicationContext application = start(Map.of(), patient, invoices)) {
			await().atMost(LONG).until(() -> output.getOut().contains("nightly work may begin, token "));
			await().atMost(LONG).until(() -> application.getBean(Leadership.class).isLeader());
		}
		assertThat(output).contains("nightly work is over: SHUTDOWN");
	}

	@Test
	void aLockOfTheReadmeLetsOneIn(CapturedOutput output) throws Exception {
		Class<?> orders = compiled("README.md", "Orders");
		try (ConfigurableApplicationContext application = start(Map.of(), orders)) {
			assertThat(call(application.getBean(orders), "settle", "4711")).isEqualTo(true);
		}
		assertThat(output).contains("settling 4711");
	}

	/** Compiles the block that declares a class. */
	private Class<?> compiled(String document, String type) throws Exception {
		Block block = Document.of(document)
			.blocks("java")
			.stream()
			.filter((one) -> one.text().contains("\nclass " + type + " "))
			.findFirst()
			.orElseThrow();
		JavaSource.of(block).compile(this.folder);
		return this.loader.loadClass(type);
	}

	/** What a document leaves to a database: knows what was put into it. */
	private Object table(String type) throws ClassNotFoundException {
		Set<Object> rows = ConcurrentHashMap.newKeySet();
		return Proxy.newProxyInstance(this.loader, new Class<?>[] { this.loader.loadClass(type) },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "has" -> rows.contains(arguments[0]);
					case "add", "begin" -> rows.add(arguments[0]);
					default -> method.invoke(rows, arguments);
				});
	}

	private static Object call(Object bean, String name, String argument) throws ReflectiveOperationException {
		Method method = bean.getClass().getDeclaredMethod(name, String.class);
		method.setAccessible(true);
		return method.invoke(bean, argument);
	}

	private ConfigurableApplicationContext start(Map<Class<?>, Object> others, Class<?>... beans) {
		return new SpringApplicationBuilder(Base.class).sources(beans)
			.web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(this.loader))
			.initializers((context) -> others
				.forEach((type, bean) -> context.getBeanFactory().registerSingleton(type.getName(), bean)))
			.run("--spring.application.name=recipes", "--consul.leader.scope=" + this.scope,
					"--consul.leader.warm-up=false", "--spring.cloud.consul.host=" + TestConsul.address().getHost(),
					"--spring.cloud.consul.port=" + TestConsul.address().getPort());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	static class Base {

	}

}
