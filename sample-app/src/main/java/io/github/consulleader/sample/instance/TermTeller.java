package io.github.consulleader.sample.instance;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderContext;

import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;

/**
 * Tells the launcher of each term's beginning and end, the moment that this application
 * learns of it.
 */
class TermTeller {

	private final Voice voice;

	TermTeller(Voice voice) {
		this.voice = voice;
	}

	@EventListener
	void granted(OnGrantedEvent event) {
		if (event.getContext() instanceof LeaderContext context) {
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
