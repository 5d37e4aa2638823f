package io.github.consulleader.rules.specimen.west;

import io.github.consulleader.rules.specimen.east.East;

public class West {

	East looks() {
		return new East();
	}

}
