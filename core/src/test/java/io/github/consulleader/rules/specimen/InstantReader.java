package io.github.consulleader.rules.specimen;

import java.time.Instant;

class InstantReader {

	Instant reads() {
		return Instant.now();
	}

}
