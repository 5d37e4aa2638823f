package io.github.consulleader.rules.specimen.east;

import java.util.List;

import io.github.consulleader.rules.specimen.west.West;

public class East {

	public List<West> looks() {
		return List.of();
	}

}
