package io.github.consulleader.rules.specimen;

class Counter {

	static int count;

}
