package io.github.consulleader.json;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonTests {

	private static List<String> names(JsonCursor json) {
		List<String> names = new ArrayList<>();
		json.enterObject();
		for (String name = json.nextMember(); name != null; name = json.nextMember()) {
			names.add(name);
		}
		return names;
	}

	@Test
	void skipsWhatIsNotRead() {
		assertThat(Json.read("{\"a\":{\"x\":[1,{}]},\"b\":[[],{\"y\":1}],\"c\":1}", JsonTests::names))
			.containsExactly("a", "b", "c");
	}

	@Test
	void goesOnBehindWhatItHasGoneInto() {
		String text = "[{\"a\":[\"x\",\"y\"],\"b\":\"z\"},7]";
		List<String> read = Json.read(text, (json) -> {
			List<String> all = new ArrayList<>();
			assertThat(json.enterArray() && json.nextElement() && json.enterObject()).isTrue();
			assertThat(json.nextMember()).isEqualTo("a");
			all.addAll(json.texts());
			assertThat(json.nextMember()).isEqualTo("b");
			all.add(json.text());
			assertThat(json.nextMember()).isNull();
			assertThat(json.nextElement()).isTrue();
			all.add(json.text());
			assertThat(json.nextElement()).isFalse();
			return all;
		});
		assertThat(read).containsExactly("x", "y", "z", "7");
	}

	@Test
	void findsAMemberAmongOthers() {
		String text = "{\"x\":{\"a\":1},\"a\":{\"b\":\"found\",\"c\":[]},\"d\":{}}";
		String found = Json.read(text, (json) -> json.find("a") && json.find("b") ? json.text() : null);
		assertThat(found).isEqualTo("found");
		assertThat(Json.<Boolean>read(text, (json) -> json.find("b"))).isFalse();
		assertThat(Json.<Boolean>read("[]", (json) -> json.find("b"))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "7", "null", "\"a\"", "[1]" })
	void findsNoMembersWhereThereIsNoObject(String text) {
		assertThat(Json.<Boolean>read(text, JsonCursor::enterObject)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{", "[", "{\"a\":1", "{\"a\":tru}", "[1,]", "{} {}", "[] x", "7 8", "<html>", "{\"a\":[}" })
	void refusesWhatIsNoJsonAlsoWhereItDoesNotLook(String text) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(text, (json) -> ""));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(text, JsonCursor::enterObject));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(text, JsonCursor::enterArray));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"a" | a
			""  | ``
			7   | 7
			1.5 | 1.5
			true | true
			null |
			[]   |
			{}   |
			""")
	void readsScalarsAsTexts(String json, String text) {
		assertThat(Json.read(json, JsonCursor::text)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "7, 7", "-1.9, -1", "2e3, 2000", "' \" 7 \"', 7" })
	void readsNumbers(String json, long number) {
		assertThat(Json.<Long>read(json, JsonCursor::number)).isEqualTo(number);
		assertThat(Json.<Integer>read(json, JsonCursor::smallNumber)).isEqualTo((int) number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "\"\"", "\"x\"", "1e99", "9223372036854775808", "[]", "{}" })
	void refusesWhatIsNoNumber(String json) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(json, JsonCursor::number));
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> Json.read("2147483648", JsonCursor::smallNumber));
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false", "1, true", "0, false", "'\"True\"', true", "'\"false\"', false" })
	void readsBooleans(String json, boolean flag) {
		assertThat(Json.<Boolean>read(json, JsonCursor::flag)).isEqualTo(flag);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\"yes\"", "1.0", "[]", "{}" })
	void refusesWhatIsNoBoolean(String json) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(json, JsonCursor::flag));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"a\"", "{}", "[null]", "[[]]", "[{}]" })
	void refusesWhatAreNoTexts(String json) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(json, JsonCursor::texts));
	}

	@Test
	void writes() {
		assertThat(Json.write((json) -> json.writeStartArray().writeString("a\"").writeNumber(7).writeEndArray()))
			.isEqualTo("[\"a\\\"\",7]");
		assertThat(Json.write(JsonGenerator::writeNull)).isEqualTo("null");
	}

}
