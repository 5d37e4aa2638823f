package io.github.consulleader.sample;

import java.io.IOException;

import io.github.consulleader.rules.HouseRules;
import io.github.consulleader.rules.ModuleRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

	@Test
	void usesOnlyWhatUsersAreGiven() throws IOException {
		check(HouseRules.noUseOf(HouseRules.ROOT + ".engine..", HouseRules.ROOT + ".session..",
				HouseRules.ROOT + ".consul..", HouseRules.ROOT + ".mutex..", HouseRules.ROOT + ".time.."));
	}

}
