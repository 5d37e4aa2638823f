package io.github.consulleader.mutex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Mutexes and Consul's own {@code consul lock} exclude each other. */
@Timeout(60)
class ConsulLockTests {

	private static ConsulAgent agent;

	private final String scope = "interop-" + UUID.randomUUID();

	private final MutexProcess process = new MutexProcess(agent.httpAddress(), this.scope);

	private final KeyOperator operator = new KeyOperator(agent.httpAddress(), this.scope);

	private final List<Process> children = new ArrayList<>();

	private @TempDir Path folder;

	@BeforeAll
	static void startConsul() {
		agent = ConsulAgent.dev();
	}

	@AfterAll
	static void stopConsul() {
		agent.close();
	}

	@AfterEach
	void close() throws InterruptedException {
		for (Process child : this.children) {
			child.destroy();
			child.waitFor();
		}
		this.process.close();
		this.operator.close();
	}

	/** Runs {@code consul lock}, which touches a file while it has it. */
	private Process consulLock(String key, String... options) {
		List<String> command = new ArrayList<>(List.of("lock"));
		command.addAll(List.of(options));
		command.add("test/" + this.scope + "/mutex/" + key);
		command.add("touch %s; while [ ! -e %s ]; do sleep 0.05; done".formatted(entered(), leave()));
		try {
			Process child = agent.consulCommand(command.toArray(String[]::new))
				.redirectErrorStream(true)
				.redirectOutput(this.folder.resolve("output").toFile())
				.start();
			this.children.add(child);
			return child;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path entered() {
		return this.folder.resolve("entered");
	}

	private Path leave() {
		return this.folder.resolve("leave");
	}

	private String output() {
		try {
			return Files.readString(this.folder.resolve("output"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void consulLockKeepsUsOutUntilItIsDone() throws Exception {
		Process child = consulLock("job");
		await().until(() -> Files.exists(entered()));
		Mutex mutex = this.process.mutex("job");
		assertThat(mutex.tryLock()).isFalse();
		assertThat(mutex.tryLock(Duration.ofMillis(200), null)).isFalse();
		Files.createFile(leave());
		mutex.lock(null);
		assertThat(child.waitFor()).as(output()).isZero();
		mutex.unlock();
	}

	@Test
	void weKeepConsulLockOutUntilWeUnlock() throws Exception {
		Mutex mutex = this.process.mutex("job");
		mutex.lock(null);
		Process child = consulLock("job", "-verbose");
		await().until(() -> output().contains("Attempting lock acquisition"));
		assertThat(consulLockGivesUp("job")).contains("timeout during lock acquisition");
		assertThat(entered()).doesNotExist();
		long start = System.nanoTime();
		mutex.unlock();
		await().pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(entered()));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
		assertThat(mutex.tryLock()).isFalse();
		Files.createFile(leave());
		assertThat(child.waitFor()).as(output()).isZero();
		assertThat(mutex.tryLock(Duration.ofSeconds(10), null)).isTrue();
		mutex.unlock();
	}

	private String consulLockGivesUp(String key) {
		return agent.consul("lock", "-timeout=1s", "test/" + this.scope + "/mutex/" + key, "true").toString();
	}

	@Test
	void agreesOnKeysThatAreEncoded() {
		for (String[] key : new String[][] { { "", "=" }, { "a/b c", "a=2Fb=20c" }, { "ä", "=C3=A4" } }) {
			Mutex mutex = this.process.mutex(key[0]);
			mutex.lock(null);
			assertThat(consulLockGivesUp(key[1])).as(key[0]).contains("timeout during lock acquisition");
			mutex.unlock();
			assertThat(consulLockGivesUp(key[1])).as(key[0]).contains("exitCode=0");
		}
	}

	@Test
	void refusesAKeyThatIsASemaphore() throws Exception {
		consulLock("job", "-n=2");
		await().until(() -> Files.exists(entered()));
		assertThatExceptionOfType(MutexException.class).isThrownBy(() -> this.process.mutex("job").lock(null))
			.withMessageContaining("semaphore");
		Files.createFile(leave());
	}

}
