package io.github.consulleader.spring.autoconfigure;

import java.util.List;

/**
 * Something is set below {@code consul.leader} that no property answers to, so that what
 * was wished for would silently not happen.
 */
class UnknownSettingException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String wayOut;

	UnknownSettingException(List<UnknownSetting> unknown, KnownSettings known) {
		super(String.join(System.lineSeparator(), unknown.stream().map(UnknownSetting::problem).toList()));
		this.wayOut = String.join(System.lineSeparator(),
				unknown.stream().map((setting) -> setting.action(known)).toList());
	}

	String action() {
		return this.wayOut;
	}

}
