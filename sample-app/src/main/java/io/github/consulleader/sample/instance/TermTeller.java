package io.github.consulleader.sample.instance;

import java.io.IOException;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.sample.report.ReportFolder;
import io.github.consulleader.spring.LeaderContext;

import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;

/**
 * Tells the launcher, and whoever writes reports, of each term's beginning and end, the
 * moment that this application learns of it.
 */
class TermTeller {

	private final Voice voice;

	private final ReportFolder reports;

	TermTeller(Voice voice, ReportFolder reports) {
		this.voice = voice;
		this.reports = reports;
	}

	@EventListener
	void granted(OnGrantedEvent event) throws IOException {
		if (event.getContext() instanceof LeaderContext context) {
			this.reports.claim(context.term().token());
			this.voice.granted(context.term());
		}
	}

	@EventListener
	void revoked(OnRevokedEvent event) {
		if (event.getContext() instanceof LeaderContext context) {
			this.voice.revoked(context.term(), context.revocation().map(Revocation::name).orElse("not told"));
		}
	}

}
