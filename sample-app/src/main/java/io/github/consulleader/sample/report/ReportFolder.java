package io.github.consulleader.sample.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reports of a fleet, one file each. Any number of processes may read and write at
 * the same time; what is a report once stays one.
 */
public final class ReportFolder {

	private final Path folder;

	private final JsonMapper json;

	/**
	 * Takes a folder, creating it where it does not exist.
	 * @param folder where the files are
	 * @param json reads and writes them
	 * @throws IOException if it cannot be created
	 */
	public ReportFolder(Path folder, JsonMapper json) throws IOException {
		this.folder = Files.createDirectories(folder);
		this.json = json;
	}

	/**
	 * The number that a report made now would have.
	 * @return one more than the number of the report that counts
	 * @throws IOException if the folder cannot be read
	 */
	public long nextNumber() throws IOException {
		return highest().map((name) -> name.number() + 1).orElse(1L);
	}

	/**
	 * Makes it known that a term has begun, so that the guard refuses earlier ones from
	 * now on and not only from its first report.
	 * @param token the term's token
	 * @throws IOException if it cannot be written
	 */
	public void claim(long token) throws IOException {
		Files.write(this.folder.resolve(String.format(Locale.ROOT, "token-%020d", token)), new byte[0]);
	}

	/**
	 * Refuses a token that is out of date. Called before the work as well, it saves work
	 * that would be in vain.
	 * @param token the token
	 * @throws StaleTokenException if a report with a higher one is present, or a claim
	 * @throws IOException if the folder cannot be read
	 */
	public void requireCurrent(long token) throws IOException {
		Optional<ReportName> highest = highest();
		if (highest.isPresent() && highest.get().token() > token) {
			throw new StaleTokenException(token, highest.get().file());
		}
		Optional<String> claim = highestClaim();
		if (claim.isPresent() && Long.parseLong(claim.get().substring("token-".length())) > token) {
			throw new StaleTokenException(token, claim.get());
		}
	}

	private Optional<String> highestClaim() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.matches("token-\\d{20}"))
				.max(Comparator.naturalOrder());
		}
	}

	/**
	 * Writes a report into a file of its own.
	 * @param report the report
	 * @throws StaleTokenException if a report with a higher token is present, or a claim
	 * @throws IOException if it cannot be written, or its file is there already
	 */
	public void publish(Report report) throws IOException {
		requireCurrent(report.token());
		Files.write(this.folder.resolve(report.name().file()), this.json.writeValueAsBytes(report),
				StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	/**
	 * Finds the report that counts: highest token, then highest number. One whose writer
	 * died half-way is passed over.
	 * @return the report, if there is one
	 * @throws IOException if the folder cannot be read
	 */
	public Optional<Report> latest() throws IOException {
		List<ReportName> names = names();
		for (int i = names.size() - 1; i >= 0; i--) {
			Optional<Report> report = read(names.get(i));
			if (report.isPresent()) {
				return report;
			}
		}
		return Optional.empty();
	}

	/**
	 * Removes the reports that count least.
	 * @param keep how many are to stay
	 * @throws IOException if one cannot be removed
	 */
	public void keepNewest(int keep) throws IOException {
		List<ReportName> names = names();
		for (ReportName name : names.subList(0, Math.max(0, names.size() - keep))) {
			Files.deleteIfExists(this.folder.resolve(name.file()));
		}
	}

	List<ReportName> names() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.flatMap((file) -> ReportName.parse(file.getFileName().toString()).stream()).sorted().toList();
		}
	}

	private Optional<ReportName> highest() throws IOException {
		List<ReportName> names = names();
		return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
	}

	private Optional<Report> read(ReportName name) throws IOException {
		try {
			return Optional.of(this.json.readValue(Files.readAllBytes(this.folder.resolve(name.file())), Report.class));
		}
		catch (JacksonException | NoSuchFileException ex) {
			// Half written, or removed since it was listed: as good as not there.
			return Optional.empty();
		}
	}

}
