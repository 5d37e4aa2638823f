package io.github.consulleader.rules.specimen;

import java.util.function.LongSupplier;

class ClockReader {

	LongSupplier reads() {
		return System::nanoTime;
	}

}
