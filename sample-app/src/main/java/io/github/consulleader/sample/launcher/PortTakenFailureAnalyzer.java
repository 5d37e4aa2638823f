package io.github.consulleader.sample.launcher;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which property names the port of the page, and how it is set on the run command.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortTakenFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		int port = cause.getPort();
		return new FailureAnalysis(
				"The page cannot be shown at http://localhost:" + port + ": another process has port " + port + ".",
				"Choose another port with server.port, for example:\n\n"
						+ "    ./mvnw -q -pl sample-app -am spring-boot:run -Dspring-boot.run.arguments=--server.port="
						+ (port + 1) + "\n\nNothing was started.",
				cause);
	}

}
