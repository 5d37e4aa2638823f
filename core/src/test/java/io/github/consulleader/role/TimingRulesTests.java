package io.github.consulleader.role;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each inequality, hit and just not hit. */
class TimingRulesTests {

	private static final String BALANCED = "check-ttl=PT3S heartbeat=PT1S lock-delay=PT2S confidence=PT1.8S "
			+ "stop-within=PT0S confirm-every=PT0.5S request-timeout=PT0.7S session-ttl=PT10S renew-every=PT3S "
			+ "drain-grace=PT20S";

	/** The default timings but for what is named. */
	private static Timings timings(String changes) {
		Map<String, Duration> all = new HashMap<>();
		for (String each : (BALANCED + " " + changes).trim().split(" ", -1)) {
			String[] parts = each.split("=", 2);
			all.put(parts[0], Duration.parse(parts[1]));
		}
		return new Timings(all.get("check-ttl"), all.get("heartbeat"), all.get("lock-delay"), all.get("confidence"),
				all.get("stop-within"), all.get("confirm-every"), all.get("request-timeout"), all.get("session-ttl"),
				all.get("renew-every"), all.get("drain-grace"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					check-ttl=PT2.999S        | check-ttl     | 2999ms | it is less than 3 x heartbeat (3 x 1s): one lost heartbeat would cost the role.
					heartbeat=PT1.001S        | check-ttl     | 3s     | it is less than 3 x heartbeat (3 x 1001ms): one lost heartbeat would cost the role.
					renew-every=PT3.334S      | renew-every   | 3334ms | it is more than a third of session-ttl (10s).
					session-ttl=PT10S renew-every=PT3.333333334S | renew-every | 3333ms | it is more than a third of session-ttl (10s).
					confidence=PT1.801S       | confidence    | 1801ms | confidence + stop-within (1801ms) is more than 0.9 x lock-delay (0.9 x 2s): two workers could overlap.
					confidence=PT1.800000001S | confidence    | 1800ms | confidence + stop-within (1800ms) is more than 0.9 x lock-delay (0.9 x 2s): two workers could overlap.
					stop-within=PT0.001S      | confidence    | 1800ms | confidence + stop-within (1801ms) is more than 0.9 x lock-delay (0.9 x 2s): two workers could overlap.
					lock-delay=PT1.999S       | confidence    | 1800ms | confidence + stop-within (1800ms) is more than 0.9 x lock-delay (0.9 x 1999ms): two workers could overlap.
					confirm-every=PT1.1S      | confirm-every | 1100ms | confirm-every + request-timeout (1800ms) is not less than confidence (1800ms): one lost request would cost the role.
					request-timeout=PT1.3S    | confirm-every | 500ms  | confirm-every + request-timeout (1800ms) is not less than confidence (1800ms): one lost request would cost the role.
					confidence=PT1.2S         | confirm-every | 500ms  | confirm-every + request-timeout (1200ms) is not less than confidence (1200ms): one lost request would cost the role.
					""")
	@Tag("F10")
	void refusesWhatBreaksAnInequality(String changes, String setting, String value, String problem) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(changes))
			.withMessageStartingWith("%s = '%s': %s ", setting, value, problem)
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo(setting);
				assertThat(ex.value()).isEqualTo(value);
				assertThat(ex).hasMessageEndingWith(" " + ex.action());
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			check-ttl=PT2S         | Raise check-ttl or lower heartbeat.
			renew-every=PT4S       | Lower renew-every or raise session-ttl.
			confidence=PT2S        | Raise lock-delay, or lower confidence or stop-within.
			request-timeout=PT1.3S | Lower confirm-every or request-timeout, or raise confidence and lock-delay.
			lock-delay=PT0S        | Name a duration in that range.
			heartbeat=PT0S         | Name a duration with its unit, such as 500ms.
			drain-grace=PT-1S      | Name a duration with its unit, such as 500ms, or 0s.
			""")
	void namesTheWayOut(String changes, String wayOut) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(changes))
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo(wayOut));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			lock-delay=PT0.099S      | lock-delay  | 99ms       | Consul honours 100ms to 60s.
			lock-delay=PT60.001S     | lock-delay  | 60001ms    | Consul honours 100ms to 60s.
			session-ttl=PT9.999S     | session-ttl | 9999ms     | Consul honours 10s to 86400s.
			session-ttl=PT24H0.001S  | session-ttl | 86400001ms | Consul honours 10s to 86400s.
			""")
	@Tag("F10")
	@Tag("F42")
	@Tag("F43")
	void refusesWhatConsulDoesNotHonour(String changes, String setting, String value, String problem) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(changes))
			.withMessageStartingWith("%s = '%s': %s ", setting, value, problem);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "check-ttl", "heartbeat", "confidence", "confirm-every", "request-timeout", "renew-every" })
	void refusesNothingAndLess(String setting) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(setting + "=PT0S"))
			.withMessageStartingWith("%s = '0s': it is not greater than zero. ", setting);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(setting + "=PT-1S"))
			.withMessageStartingWith("%s = '-1s': it is not greater than zero. ", setting);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop-within", "drain-grace" })
	void refusesLessThanNothing(String setting) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(setting + "=PT-0.001S"))
			.withMessageStartingWith("%s = '-1ms': it is negative. ", setting);
	}

	@ParameterizedTest
	@ValueSource(strings = { "check-ttl", "heartbeat", "confidence", "stop-within", "confirm-every", "request-timeout",
			"renew-every", "drain-grace" })
	void refusesMoreThanADay(String setting) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> timings(setting + "=PT24H0.001S"))
			.withMessageStartingWith("%s = '86400001ms': it is more than 86400s. ", setting);
	}

	@ParameterizedTest
	@ValueSource(strings = { "check-ttl=PT3S heartbeat=PT1S", "session-ttl=PT10S renew-every=PT3.333333333S",
			"lock-delay=PT2S confidence=PT1.8S", "confidence=PT1.5S stop-within=PT0.3S", "confirm-every=PT1.099999999S",
			"request-timeout=PT1.299999999S", "stop-within=PT0S", "drain-grace=PT0S", "drain-grace=PT24H",
			"check-ttl=PT24H", "lock-delay=PT60S", "session-ttl=PT24H",
			"lock-delay=PT0.1S confidence=PT0.09S confirm-every=PT0.02S request-timeout=PT0.06S" })
	void acceptsWhatJustHolds(String changes) {
		assertThat(timings(changes)).isNotNull();
	}

	@Test
	void refusesMoreThanCanBeCounted() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> timings("drain-grace=PT" + Long.MAX_VALUE + "S"))
			.withMessageStartingWith("drain-grace = '%ss': it is more than 86400s. ", Long.MAX_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"check-ttl=PT0.75S heartbeat=PT0.25S lock-delay=PT0.6S confidence=PT0.54S confirm-every=PT0.15S request-timeout=PT0.3S",
			"check-ttl=PT10S heartbeat=PT3S lock-delay=PT25S confidence=PT22S confirm-every=PT2S request-timeout=PT2S" })
	void acceptsTheOtherPresets(String changes) {
		assertThat(timings(changes)).isNotEqualTo(Timings.balanced());
	}

	@Test
	void isBalancedByDefault() {
		assertThat(Timings.balanced()).isEqualTo(timings(""));
	}

	@Test
	@Tag("F14")
	void knowsHowLongATakeOverTakesAtMost() {
		assertThat(Timings.balanced().worstCaseTakeOver()).isEqualTo(Duration.ofMillis(5250));
		assertThat(Timings.fast().worstCaseTakeOver()).isEqualTo(Duration.ofMillis(1600));
		assertThat(Timings.steady().worstCaseTakeOver()).isEqualTo(Duration.ofMillis(35_250));
		assertThat(Timings.fast().bounds(true)).isEqualTo(new TakeOverBounds(Duration.ofMillis(1600),
				Duration.ofMillis(20_850), Duration.ofMillis(20_850), Duration.ofMillis(20_850)));
		assertThat(Timings.fast().bounds(false).processDeath()).isEqualTo(Duration.ofMillis(20_850));
		assertThat(Timings.balanced().worstCaseTakeOverWithoutCheck()).isEqualTo(Duration.ofMillis(22_250));
	}

}
