package io.github.consulleader.fleet;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.fleet.Report.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The witness must see what is wrong, whatever the order in which it hears of it. */
class RoleHistoryTests {

	private final List<String> violations = new ArrayList<>();

	private final RoleHistory history = new RoleHistory("red", this.violations::add);

	private void tell(String instance, long at, Kind kind, long token, String detail) {
		this.history.add(instance, new Report(at, kind, "red", token, token, 0, detail));
	}

	private void believed(String instance, long token, long from, long until) {
		this.history.add(instance, new Report(from, Kind.BELIEVED, "red", token, token, until, Report.NONE));
	}

	@Test
	void findsNothingWrongWithAHandOverInOrder() {
		tell("a", 10, Kind.GRANTED, 1, Report.NONE);
		believed("a", 1, 10, 100);
		tell("a", 20, Kind.WORK_BEGAN, 1, Report.NONE);
		tell("a", 110, Kind.WORK_ENDED, 1, "done");
		tell("a", 120, Kind.REVOKED, 1, "YIELDED");
		tell("b", 130, Kind.GRANTED, 2, Report.NONE);
		believed("b", 2, 130, 200);
		assertThat(this.violations).isEmpty();
		assertThat(this.history.terms()).isEqualTo(2);
		assertThat(this.history.latest()).hasValueSatisfying((stint) -> assertThat(stint.instance()).isEqualTo("b"));
	}

	@Test
	void findsTwoWorkersAlsoWhenItHearsOfTheFirstLast() {
		believed("b", 2, 90, 200);
		believed("a", 1, 10, 80);
		assertThat(this.violations).isEmpty();
		believed("a", 1, 10, 91);
		assertThat(this.violations).singleElement().asString().contains("role red: two workers", "of a", "of b");
	}

	@Test
	void tellsAViolationOnce() {
		believed("b", 2, 90, 200);
		believed("a", 1, 10, 91);
		believed("a", 1, 10, 95);
		believed("b", 2, 90, 220);
		assertThat(this.violations).hasSize(1);
	}

	@Test
	void findsATokenThatIsNoGreaterThanAnEarlierOne() {
		believed("a", 5, 10, 80);
		believed("b", 4, 90, 200);
		assertThat(this.violations).singleElement().asString().contains("tokens did not rise");
	}

	@Test
	void findsATokenThatTwoHave() {
		believed("a", 5, 10, 80);
		believed("b", 5, 90, 200);
		assertThat(this.violations).singleElement().asString().contains("is claimed by b too");
	}

	@Test
	void findsWorkThatOutlastsAHandOver() {
		believed("a", 1, 10, 80);
		tell("a", 85, Kind.GRANTED, 1, Report.NONE);
		tell("a", 88, Kind.REVOKED, 1, "SHUTDOWN");
		believed("b", 2, 90, 200);
		assertThat(this.violations).isEmpty();
		tell("a", 91, Kind.WORK_ENDED, 1, "done");
		assertThat(this.violations).singleElement().asString().contains("work of", "was not over");
	}

	@Test
	void findsARevokeThatReturnsAfterTheHandOver() {
		believed("a", 1, 10, 80);
		tell("a", 85, Kind.GRANTED, 1, Report.NONE);
		believed("b", 2, 90, 200);
		tell("a", 91, Kind.REVOKED, 1, "WITHDRAWN");
		assertThat(this.violations).singleElement().asString().contains("was not over");
	}

	@Test
	void letsWorkThatWasLostEndLate() {
		tell("a", 5, Kind.GRANTED, 1, Report.NONE);
		believed("a", 1, 10, 80);
		tell("a", 88, Kind.REVOKED, 1, "SESSION_LOST");
		believed("b", 2, 90, 200);
		tell("a", 95, Kind.WORK_ENDED, 1, "interrupted");
		assertThat(this.violations).isEmpty();
	}

	@Test
	void findsTwoGrantsInARow() {
		tell("a", 10, Kind.GRANTED, 1, Report.NONE);
		tell("a", 20, Kind.GRANTED, 2, Report.NONE);
		assertThat(this.violations).singleElement().asString().contains("was granted 2 while 1 was not revoked");
	}

	@Test
	void findsARevokeOfAnotherTermAndOneOfNone() {
		tell("a", 10, Kind.GRANTED, 1, Report.NONE);
		tell("a", 20, Kind.REVOKED, 2, "YIELDED");
		tell("a", 30, Kind.REVOKED, 2, "YIELDED");
		assertThat(this.violations).hasSize(2).allMatch((each) -> each.contains("was revoked 2 while"));
	}

	@Test
	void measuresTheLongestTimeWithoutWorker() {
		believed("a", 1, 10, 40);
		believed("b", 2, 70, 80);
		believed("c", 3, 95, 200);
		assertThat(this.history.longestGap(20, 200)).isEqualTo(30);
		assertThat(this.history.longestGap(60, 200)).isEqualTo(15);
		assertThat(this.history.longestGap(100, 150)).isZero();
		assertThat(this.history.longestGap(100, 260)).isEqualTo(60);
		assertThat(this.history.longestGap(300, 350)).isEqualTo(50);
	}

}
