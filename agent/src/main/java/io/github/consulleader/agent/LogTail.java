package io.github.consulleader.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What an agent logs: passed on to slf4j with the agent's own level, and the last lines
 * kept for error messages.
 */
final class LogTail {

	private static final int KEPT = 200;

	private final Logger logger;

	private final Deque<String> lines = new ArrayDeque<>();

	LogTail(String nodeName) {
		this.logger = LoggerFactory.getLogger("consul." + nodeName);
	}

	void add(String line) {
		this.logger.atLevel(level(line)).log(line.strip());
		synchronized (this.lines) {
			if (this.lines.size() == KEPT) {
				this.lines.removeFirst();
			}
			this.lines.add(line);
		}
	}

	List<String> lines() {
		synchronized (this.lines) {
			return List.copyOf(this.lines);
		}
	}

	/** The last lines, for the end of an error message. */
	String forMessage() {
		List<String> all = lines();
		if (all.isEmpty()) {
			return "it logged nothing";
		}
		List<String> last = all.subList(Math.max(0, all.size() - 15), all.size());
		return "last lines:\n\t" + String.join("\n\t", last);
	}

	static Level level(String line) {
		int open = line.indexOf('[');
		int close = line.indexOf(']', open + 1);
		if (open < 0 || close < 0) {
			return Level.INFO;
		}
		return switch (line.substring(open + 1, close)) {
			case "TRACE" -> Level.TRACE;
			case "DEBUG" -> Level.DEBUG;
			case "WARN" -> Level.WARN;
			case "ERR", "ERROR" -> Level.ERROR;
			default -> Level.INFO;
		};
	}

}
