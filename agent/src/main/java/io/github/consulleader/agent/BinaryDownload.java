package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches an executable with {@code fetch-consul.sh}. One process and thread at a time
 * does so for a cache (lock file), and what others see is either nothing or the whole
 * executable (atomic move).
 */
final class BinaryDownload implements BinarySearch.Download {

	private static final Logger logger = LoggerFactory.getLogger(BinaryDownload.class);

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private final Script script;

	BinaryDownload() {
		this(Script.named("fetch-consul.sh"));
	}

	BinaryDownload(Script script) {
		this.script = script;
	}

	@Override
	public void into(CacheFolder cache) throws IOException {
		Deadline deadline = Deadline.in(TIMEOUT);
		try (FileChannel channel = FileChannel.open(cache.folder().resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = lock(channel, deadline)) {
			if (!lock.isValid() || runs(cache.binary())) {
				return;
			}
			logger.info("Fetching a Consul executable into {} from the mirrors of this machine's apt sources",
					cache.folder());
			fetch(cache, deadline);
		}
	}

	private static FileLock lock(FileChannel channel, Deadline deadline) throws IOException {
		while (!deadline.isOver()) {
			FileLock lock = tryLock(channel);
			if (lock != null) {
				return lock;
			}
			deadline.pause();
		}
		throw new IOException("another process has been fetching for " + deadline.length());
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// Another thread of this JVM: the same as another process.
			return null;
		}
	}

	private static boolean runs(Path binary) {
		if (!Files.isExecutable(binary)) {
			return false;
		}
		try {
			VersionCheck.run(binary);
			return true;
		}
		catch (IOException ex) {
			logger.info("Replacing {}: {}", binary, ex.getMessage());
			return false;
		}
	}

	private void fetch(CacheFolder cache, Deadline deadline) throws IOException {
		Path work = Files.createTempDirectory(cache.folder(), "fetch");
		try {
			CliResult result = CliResult.of(
					new ProcessBuilder("sh", "-c", this.script.text(), this.script.name(), work.toString()),
					deadline.left());
			if (result.exitCode() != 0) {
				throw new IOException("exit code " + result.exitCode() + ", " + (result.out() + result.err()).strip());
			}
			VersionCheck.run(work.resolve("consul"));
			Files.move(work.resolve("consul"), cache.binary(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (ConsulAgentException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
		finally {
			FolderTree.delete(work);
		}
	}

}
