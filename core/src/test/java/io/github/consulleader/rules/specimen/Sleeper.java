package io.github.consulleader.rules.specimen;

class Sleeper {

	void sleeps() throws InterruptedException {
		Thread.sleep(1);
	}

}
