package io.github.consulleader.sample.docs;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import io.github.consulleader.sample.docs.Document.Block;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java of a document as a source file. Nothing of it is changed. A block without imports
 * gets those that an IDE would add; methods get a class around them, and statements a
 * method.
 *
 * @param block where it comes from
 * @param name of the file, without extension
 * @param text the whole file
 */
record JavaSource(Block block, String name, String text) {

	private static final Pattern TYPE = Pattern
		.compile("(?m)^(public )?(?:final |abstract )*(?:class|interface|record|enum) (\\w+)");

	private static final Pattern METHOD = Pattern.compile("(?m)^(?:public |private |static |void |@)");

	/** What an IDE would import. */
	private static final String IMPORTS = Stream
		.of("java.time.*", "java.time.temporal.*", "java.util.*", "java.util.concurrent.*",
				"java.util.concurrent.locks.*", "io.github.consulleader.*", "io.github.consulleader.agent.*",
				"io.github.consulleader.mutex.*", "io.github.consulleader.role.*", "io.github.consulleader.spring.*",
				"io.github.consulleader.spring.lock.*", "org.springframework.beans.factory.*",
				"org.springframework.beans.factory.annotation.Qualifier", "org.springframework.boot.*",
				"org.springframework.boot.autoconfigure.*", "org.springframework.context.*",
				"org.springframework.context.annotation.Bean", "org.springframework.context.annotation.Configuration",
				"org.springframework.context.annotation.Profile", "org.springframework.context.event.EventListener",
				"org.springframework.integration.leader.event.*", "org.springframework.integration.support.locks.*",
				"org.springframework.scheduling.annotation.*", "org.springframework.stereotype.*")
		.map((name) -> "import " + name + ";")
		.collect(Collectors.joining(" "));

	static JavaSource of(Block block) {
		String imports = block.text().contains("\nimport ") ? "" : IMPORTS + "\n";
		Matcher type = TYPE.matcher(block.text());
		if (type.find()) {
			Matcher open = Pattern.compile("(?m)^public (?:final |abstract )*\\w+ (\\w+)").matcher(block.text());
			return new JavaSource(block, open.find() ? open.group(1) : "Snippet", imports + block.text());
		}
		String body = METHOD.matcher(block.text()).lookingAt() ? fields(block.given()) + block.text()
				: "void run(" + block.given() + ") throws Exception {\n" + block.text() + "}\n";
		return new JavaSource(block, "Snippet", imports + "class Snippet {\n" + body + "}\n");
	}

	private static String fields(String given) {
		return given.isEmpty() ? "" : given.replace(",", ";") + ";\n";
	}

	/** Fails with what the compiler says, if it says anything. */
	void compile(Path classes) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter said = new StringWriter();
		String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		boolean compiled = compiler
			.getTask(said, null, null,
					List.of("-d", classes.toString(), "-proc:none", "-parameters", "--release", "17",
							"-Xlint:deprecation", "-Werror", "-classpath", path),
					null, List.of(file()))
			.call();
		assertThat(compiled).as(this.block.where() + " compiles: " + said).isTrue();
	}

	private JavaFileObject file() {
		String source = this.text;
		return new SimpleJavaFileObject(URI.create("string:///" + this.name + ".java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
	}

}
