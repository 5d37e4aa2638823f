package io.github.consulleader.rules.specimen;

/** Breaks the rule against sleeping, so that HouseRulesTests sees that it can fail. */
class Sleeper {

	void sleeps() throws InterruptedException {
		Thread.sleep(1);
	}

}
