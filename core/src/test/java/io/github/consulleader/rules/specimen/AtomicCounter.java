package io.github.consulleader.rules.specimen;

import java.util.concurrent.atomic.AtomicInteger;

class AtomicCounter {

	static final AtomicInteger COUNT = new AtomicInteger();

}
