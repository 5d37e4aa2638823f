package io.github.consulleader.sample.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.consulleader.sample.fleet.FreePort;
import io.github.consulleader.sample.launcher.SampleApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page of a running fleet in a real browser. Pictures of it are left in
 * {@code target/page}.
 */
class SampleBrowserTests {

	private static final Path SHOTS = Path.of(System.getProperty("basedir", ""), "target", "page");

	private static final String WORKER = "article.worker";

	private static ConfigurableApplicationContext launcher;

	private static Browser browser;

	@BeforeAll
	static void open(@TempDir Path profile) throws IOException {
		assumeTrue(Browser.isInstalled(), "chromium and chromedriver are not on the PATH");
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setAdditionalProfiles("launcher");
		application.setRegisterShutdownHook(true);
		launcher = application.run("--server.port=0", "--spring.cloud.consul.port=" + FreePort.find());
		browser = Browser.open(profile, SHOTS);
		browser.show("http://localhost:" + launcher.getEnvironment().getProperty("local.server.port") + "/");
	}

	@AfterAll
	static void close() {
		if (browser != null) {
			browser.close();
		}
		if (launcher != null) {
			launcher.close();
		}
	}

	@BeforeEach
	void oneWorkerAndTwoSlumberers() {
		await("three cards", () -> browser.all("article.card").size() == 3);
		browser.all("article.ended button[data-deed=start]").forEach(WebElement::click);
		await("one worker and two slumberers",
				() -> browser.all(WORKER).size() == 1 && browser.all("article.slumberer").size() == 2);
		await("a report", () -> !browser.text("#report-number").isEmpty());
	}

	@Test
	void showsWhoWorksAndWhatWasReported() {
		String worker = worker();
		await("the headline", () -> browser.text("#hero-line").equals(worker + " is the worker"));
		assertThat(browser.text(WORKER + " .token")).matches("\\d+");
		assertThat(browser.text(WORKER + " .pid")).matches("\\d+");
		await("the report's author", () -> browser.text("#report-by").startsWith("instance-"));
		assertThat(browser.text("#consul-state")).startsWith("Consul 1.");
	}

	@Test
	void sigkillWakesAnother() throws IOException {
		String first = worker();
		browser.click(WORKER + " button[data-deed=kill]");
		await("another worker", () -> browser.all(WORKER).size() == 1 && !worker().equals(first));
		String second = worker();
		await("its row", () -> browser.text("#hand-overs tr:first-child").contains(first + " " + second + " SIGKILL"));
		assertThat(browser.text("[data-instance=" + first + "] .word")).isEqualTo("ended");
		assertThat(browser.text("[data-instance=" + first + "] .note")).isEqualTo("ended by SIGKILL");
		browser.shoot("ended", 1280, "light");
		browser.shoot("ended-dark", 1280, "dark");
		browser.shoot("ended-narrow", 400, "light");
	}

	@Test
	void yieldHandsOverAndAPauseIsShown() throws IOException {
		String first = worker();
		browser.click(WORKER + " button[data-deed=yield]");
		await("another worker", () -> browser.all(WORKER).size() == 1 && !worker().equals(first));
		await("its row", () -> browser.text("#hand-overs tr:first-child").contains("Yield"));
		String second = worker();
		browser.click(WORKER + " button[data-deed=stop]");
		await("a pause", () -> browser.text("[data-instance=" + second + "] .word").equals("paused"));
		await("another worker", () -> browser.all(WORKER).size() == 1);
		browser.shoot("paused-narrow-dark", 400, "dark");
		browser.click("[data-instance=" + second + "] button[data-deed=cont]");
		await("word of its waking", () -> browser.text("#notes").contains("isLeader() said false"));
	}

	@Test
	void consulGoesAndComes() throws IOException {
		browser.click("#consul-stop");
		await("nobody", () -> browser.text("#hero-line").equals("Nobody is the worker"));
		await("why", () -> browser.text("#hero-detail").startsWith("Without Consul"));
		browser.shoot("away", 1280, "light");
		await("a way back", () -> browser.all("#consul-start:not([hidden])").size() == 1);
		browser.click("#consul-start");
		await("somebody", () -> browser.all(WORKER).size() == 1);
		await("its row", () -> browser.text("#hand-overs tr:first-child").contains("Consul back"));
	}

	@Test
	void fitsANarrowScreenAndComplainsOfNothing() throws IOException {
		for (int width : new int[] { 400, 620, 860, 1280 }) {
			browser.shoot("width-" + width, width, "light");
			assertThat(browser.eval("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		}
		assertThat(browser.complaints()).isEmpty();
	}

	private static String worker() {
		return browser.text(WORKER + " h2");
	}

	private static void await(String what, Callable<Boolean> condition) {
		Awaitility.await(what)
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptionsMatching((problem) -> problem instanceof StaleElementReferenceException
					|| problem instanceof org.openqa.selenium.NoSuchElementException)
			.until(condition);
	}

}
