package io.github.consulleader.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The names of all properties below a prefix. Names are compared as Spring Boot binds
 * them: dashes and case do not matter.
 */
final class KnownSettings {

	/** Names with fewer letters look alike by chance. */
	private static final int SHORT = 5;

	private final ConfigurationPropertyName prefix;

	/** Whether anything may stand below the name, as for a list or a map. */
	private final Map<ConfigurationPropertyName, Boolean> open = new LinkedHashMap<>();

	KnownSettings(String prefix) {
		this.prefix = ConfigurationPropertyName.of(prefix);
	}

	/** Adds what a record binds; components that are records are groups of their own. */
	KnownSettings withComponentsOf(Class<?> type) {
		add(this.prefix, type);
		return this;
	}

	/** Adds a property that is read in another way. */
	KnownSettings with(String name) {
		this.open.put(this.prefix.append(name), false);
		return this;
	}

	/** Adds a name below which others read what they know. */
	KnownSettings withAllBelow(ConfigurationPropertyName name) {
		this.open.put(name, true);
		return this;
	}

	private void add(ConfigurationPropertyName parent, Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			ConfigurationPropertyName name = parent.append(dashed(component.getName()));
			if (component.getType().isRecord()) {
				add(name, component.getType());
			}
			else {
				this.open.put(name, Collection.class.isAssignableFrom(component.getType())
						|| Map.class.isAssignableFrom(component.getType()));
			}
		}
	}

	private static String dashed(String component) {
		return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	/** Whether a name that is set would be bound. */
	boolean has(ConfigurationPropertyName name) {
		return this.open.entrySet()
			.stream()
			.anyMatch(
					(known) -> known.getKey().equals(name) || (known.getValue() && known.getKey().isAncestorOf(name)));
	}

	/**
	 * Whether an environment variable would be bound: in it a dash cannot be told from a
	 * dot.
	 */
	boolean hasVariable(ConfigurationPropertyName name) {
		String squeezed = squeezed(name);
		return this.open.entrySet()
			.stream()
			.anyMatch((known) -> squeezed.equals(squeezed(known.getKey()))
					|| (known.getValue() && squeezed.startsWith(squeezed(known.getKey()))));
	}

	/** The property that was probably meant, or {@code null} if none looks like it. */
	@Nullable ConfigurationPropertyName nearest(ConfigurationPropertyName name) {
		String squeezed = squeezed(name);
		int most = (squeezed.length() < SHORT) ? 1 : Math.max(2, squeezed.length() / 3);
		return this.open.keySet()
			.stream()
			.filter((known) -> distance(squeezed, squeezed(known)) <= most)
			.min(Comparator.comparingInt((known) -> distance(squeezed, squeezed(known))))
			.orElse(null);
	}

	private String squeezed(ConfigurationPropertyName name) {
		StringBuilder letters = new StringBuilder();
		for (int i = this.prefix.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
			letters.append(name.getElement(i, Form.UNIFORM));
		}
		return letters.toString();
	}

	/**
	 * How many letters must be added, dropped or replaced to get from one to the other.
	 */
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

	@Override
	public String toString() {
		return this.open.keySet()
			.stream()
			.map((name) -> name.subName(this.prefix.getNumberOfElements()).toString())
			.sorted()
			.collect(Collectors.joining(", "));
	}

}
