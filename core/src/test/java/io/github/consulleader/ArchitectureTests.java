package io.github.consulleader;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import io.github.consulleader.rules.HouseRules;
import io.github.consulleader.rules.ModuleRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

	private static final String ROOT = HouseRules.ROOT;

	private static final String ROLE = ROOT + ".role";

	private static final String TIME = ROOT + ".time";

	private static final String JSON = ROOT + ".json";

	private static final String CONSUL = ROOT + ".consul";

	private static final String SESSION = ROOT + ".session";

	private static final String ENGINE = ROOT + ".engine";

	private static final String MUTEX = ROOT + ".mutex";

	/** Every package of this module, and which of the others it may use. */
	private static final Map<String, Set<String>> USES = Map.of(//
			ROLE, Set.of(), //
			TIME, Set.of(), //
			JSON, Set.of(), //
			CONSUL, Set.of(TIME, JSON), //
			SESSION, Set.of(CONSUL, ROLE, TIME), //
			ENGINE, Set.of(SESSION, CONSUL, JSON, ROLE, TIME), //
			MUTEX, Set.of(SESSION, CONSUL, JSON, ROLE, TIME), //
			ROOT, Set.of(ENGINE, MUTEX, SESSION, CONSUL, ROLE, TIME));

	/** The packages meant for users, and single classes of the others. */
	private static final Set<String> API = Set.of(ROOT, ROLE, CONSUL + ".ConsulConnection", MUTEX + ".Mutexes");

	@Test
	void knowsNoSpring() throws IOException {
		check(HouseRules.noUseOf("org.springframework.."));
	}

	@Test
	void readsNoClockButTheTicker() throws IOException {
		check(HouseRules.noClockButTheTicker());
	}

	@Test
	void packagesPointOneWay() throws IOException {
		check(HouseRules.packagesUse(USES));
	}

	@Test
	void tellsUsersOnlyOfTheApi() throws IOException {
		check(HouseRules.publicSignaturesStayIn(API));
	}

}
