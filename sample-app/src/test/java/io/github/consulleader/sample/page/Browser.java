package io.github.consulleader.sample.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window, with nothing of the user's in it. */
final class Browser implements AutoCloseable {

	private final ChromeDriver driver;

	private final Path shots;

	private Browser(ChromeDriver driver, Path shots) {
		this.driver = driver;
		this.shots = shots;
	}

	/** Whether this machine has one. */
	static boolean isInstalled() {
		return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
	}

	static Browser open(Path profile, Path shots) throws IOException {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(onPath("chromium").orElseThrow());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + profile);
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(onPath("chromedriver").orElseThrow())
			.usingAnyFreePort()
			.withSilent(true)
			.build();
		return new Browser(new ChromeDriver(service, options), Files.createDirectories(shots));
	}

	void show(String address) {
		this.driver.get(address);
	}

	String text(String selector) {
		return this.driver.findElement(By.cssSelector(selector)).getText();
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	/** What a script in the page gives back. */
	Object eval(String script) {
		return this.driver.executeScript(script);
	}

	/** What the page complained of. */
	List<String> complaints() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	/** Sizes the page, as tall as it is, and takes its picture. */
	void shoot(String name, int width, String scheme) throws IOException {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		size(width, 900);
		size(width, ((Number) eval("return document.documentElement.scrollHeight")).intValue());
		// Two frames later the page has drawn itself in that size.
		this.driver.executeAsyncScript("const done = arguments[0];"
				+ "setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 300)");
		Files.write(this.shots.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	private void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	private static Optional<File> onPath(String program) {
		return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
			.map((folder) -> new File(folder, program))
			.filter(File::canExecute)
			.findFirst();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
