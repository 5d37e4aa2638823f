package io.github.consulleader.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.github.consulleader.rules.HouseRules;

/**
 * Loads a mutant, and the simulation anew on top of it. Of ours it takes nothing else
 * from the class path, least of all the sound engine.
 */
final class MutantLoader extends ClassLoader {

	private static final String SIMULATION = HouseRules.ROOT + ".simulation.";

	private final Map<String, byte[]> classes;

	MutantLoader(Map<String, byte[]> classes) {
		super(MutantLoader.class.getClassLoader());
		this.classes = Map.copyOf(classes);
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(HouseRules.ROOT + ".")) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> known = findLoadedClass(name);
			return (known != null) ? known : findClass(name);
		}
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		byte[] code = this.classes.get(name);
		if (code == null && name.startsWith(SIMULATION)) {
			code = simulation(name);
		}
		if (code == null) {
			throw new ClassNotFoundException(name + " is neither of the mutant nor of the simulation");
		}
		return defineClass(name, code, 0, code.length);
	}

	private byte[] simulation(String name) throws ClassNotFoundException {
		try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (code == null) {
				throw new ClassNotFoundException(name);
			}
			return code.readAllBytes();
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

}
