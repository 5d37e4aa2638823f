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
		assertThat(this.codec.read("k", this.codec.write(TERM), TermRecord.class)).isEqualTo(TERM);
		assertThat(this.codec.read("k", this.codec.write(lock), LockValue.class)).isEqualTo(lock);
		assertThat(this.codec.read("k", this.codec.write(candidate), CandidateValue.class)).isEqualTo(candidate);
	}

	@Test
	void readsWhatANewerVersionWrote() {
		String newer = this.codec.write(TERM).replace("{\"n\":7", "{\"version\":{\"major\":9},\"n\":7");
		assertThat(this.codec.read("k", newer, TermRecord.class)).isEqualTo(TERM);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "hello", "7", "\"text\"", "true", "null", "[]", "{}", "{\"n\":7", "{\"n\":7}",
			"{\"n\":\"seven\",\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":null}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[null]}",
			"{\"n\":7,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":{}}",
			"{\"n\":1e99,\"session\":\"s\",\"instance\":\"i\",\"lockDelay\":1,\"released\":true,\"next\":[]}",
			"\u0000\uFFFD\u0001", "<html></html>" })
	void readsWhatSomebodyElseWroteAsNothing(String foreign) {
		assertThat(this.codec.read("k", foreign, TermRecord.class)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "[]", "{}", "{\"instance\":\"me\"}",
			"{\"instance\":\"me\",\"since\":\"now\",\"successors\":[]}",
			"{\"instance\":\"me\",\"since\":5,\"successors\":[null]}" })
	void readsAForeignLockValueAsNothing(String foreign) {
		assertThat(this.codec.read("k", foreign, LockValue.class)).isNull();
	}

	@Test
	void readsAValueThatLacksWhatMustBeThereAsNothing() {
		assertThat(this.codec.read("k", "{\"since\":5,\"successors\":[]}", LockValue.class)).isNull();
		assertThat(this.codec.read("k", "{\"n\":7,\"lockDelay\":1,\"released\":true,\"next\":[]}", TermRecord.class))
			.isNull();
		assertThat(this.codec.read("k", "{\"roles\":[]}", CandidateValue.class)).isNull();
	}

}
