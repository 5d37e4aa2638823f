package io.github.consulleader.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodecTests {

	private static final TermRecord TERM = new TermRecord(7, "s", "größe \"1\"", 2000, true, List.of("a", "b"));

	private final Codec codec = new Codec();

	@Test
	void readsWhatItWrote() {
		LockValue lock = new LockValue("me", null, 5, List.of("a"));
		CandidateValue candidate = new CandidateValue("me", "http://me", List.of("report"));
		assertThat(this.codec.read("k", this.codec.write(TERM), TermRecord::read)).isEqualTo(TERM);
		assertThat(this.codec.read("k", this.codec.write(lock), LockValue::read)).isEqualTo(lock);
		assertThat(this.codec.read("k", this.codec.write(candidate), CandidateValue::read)).isEqualTo(candidate);
	}

	@Test
	void writesLetterByLetterWhatOlderVersionsWrite() {
		assertThat(this.codec.write(TERM)).isEqualTo("""
				{"n":7,"session":"s","instance":"größe \\"1\\"","lockDelay":2000,"released":true,"next":["a","b"]}""");
		assertThat(this.codec.write(new TermRecord(-7, "", "i", 0, false, List.of()))).isEqualTo("""
				{"n":-7,"session":"","instance":"i","lockDelay":0,"released":false,"next":[]}""");
		assertThat(this.codec.write(new LockValue("me", null, 5, List.of("a")))).isEqualTo("""
				{"instance":"me","address":null,"since":5,"successors":["a"]}""");
		assertThat(this.codec.write(new LockValue("me", "http://me/<é\u2028\u0001", 5, List.of()))).isEqualTo("""
				{"instance":"me","address":"http://me/<é\u2028\\u0001","since":5,"successors":[]}""");
		assertThat(this.codec.write(new CandidateValue("me", null, List.of("report", "mail")))).isEqualTo("""
				{"instance":"me","address":null,"roles":["report","mail"]}""");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"next\":[\"a\",\"b\"],\"released\":true,\"n\":7,\"lockDelay\":2000,\"instance\":\"größe \\\"1\\\"\",\"session\":\"s\"}\n",
			"{\"n\":\"7\",\"session\":\"s\",\"instance\":\"größe \\\"1\\\"\",\"lockDelay\":2e3,\"released\":1,\"next\":[\"a\",\"b\"]}" })
	void readsWhatWasWrittenByHand(String text) {
		assertThat(this.codec.read("k", text, TermRecord::read)).isEqualTo(TERM);
	}

	@Test
	void sharesTextsThatManyKeysHold() {
		TermRecord one = this.codec.read("k", this.codec.write(TERM), TermRecord::read);
		TermRecord other = this.codec.read("l", this.codec.write(TERM.release(List.of("b"))), TermRecord::read);
		LockValue lock = this.codec.read("m", this.codec.write(new LockValue(TERM.instance(), null, 5, TERM.next())),
				LockValue::read);
		assertThat(one).isNotNull();
		assertThat(other).isNotNull();
		assertThat(lock).isNotNull();
		assertThat(other.session()).isSameAs(one.session());
		assertThat(other.instance()).isSameAs(one.instance());
		assertThat(other.next().get(0)).isSameAs(one.next().get(1));
		assertThat(lock.instance()).isSameAs(one.instance());
	}

	@Test
	void readsWhatANewerVersionWrote() {
		String newer = this.codec.write(TERM).replace("{\"n\":7", "{\"version\":{\"major\":9},\"n\":7");
		assertThat(this.codec.read("k", newer, TermRecord::read)).isEqualTo(TERM);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "hello", "7", "\"text\"", "true", "null", "[]", "{}", "{\"n\":7", "{\"n\":7}",
			"{\"n\":\"seven\",\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":null}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[null]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":{}}",
			"{\"n\":1e99,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"n\":null,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":\"no\",\"next\":[]}",
			"{\"n\":7,\"session\":{},\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]} {}",
			"\u0000\uFFFD\u0001", "<html></html>" })
	void readsWhatSomebodyElseWroteAsNothing(String foreign) {
		assertThat(this.codec.read("k", foreign, TermRecord::read)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "[]", "{}", "{\"instance\":\"me\"}",
			"{\"instance\":\"me\",\"since\":\"now\",\"successors\":[]}",
			"{\"instance\":\"me\",\"since\":5,\"successors\":[null]}" })
	void readsAForeignLockValueAsNothing(String foreign) {
		assertThat(this.codec.read("k", foreign, LockValue::read)).isNull();
	}

	@Test
	void readsAValueThatLacksWhatMustBeThereAsNothing() {
		assertThat(this.codec.read("k", "{\"since\":5,\"successors\":[]}", LockValue::read)).isNull();
		assertThat(this.codec.read("k", "{\"n\":7,\"lockDelay\":1,\"released\":true,\"next\":[]}", TermRecord::read))
			.isNull();
		assertThat(this.codec.read("k", "{\"roles\":[]}", CandidateValue::read)).isNull();
	}

}
