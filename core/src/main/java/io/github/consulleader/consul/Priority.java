package io.github.consulleader.consul;

/** What goes first, in this order. */
enum Priority {

	/** What life and confidence depend on. */
	URGENT,

	/** A watch, which keeps its connection. */
	WATCH,

	/** All else. */
	OTHER

}
