package io.github.consulleader.spring;

import java.io.IOException;

import io.github.consulleader.rules.HouseRules;
import io.github.consulleader.rules.ModuleRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

	@Test
	void readsNoClockButTheTicker() throws IOException {
		check(HouseRules.noClockButTheTicker());
	}

	@Test
	void staysOutOfTheEngine() throws IOException {
		check(HouseRules.noUseOf(HouseRules.ROOT + ".engine..", HouseRules.ROOT + ".session.."));
	}

	@Test
	void startsNoConsul() throws IOException {
		check(HouseRules.noUseOf(HouseRules.ROOT + ".agent.."));
	}

}
