package io.github.consulleader.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import io.github.consulleader.engine.VirtualWork;
import io.github.consulleader.mutex.VirtualMutexes;
import io.github.consulleader.rules.HouseRules;
import io.github.consulleader.simulation.SeededMutexStorm;
import io.github.consulleader.simulation.SeededStorm;

/**
 * Loads a mutant, and the simulation anew on top of it. Of ours it takes nothing else
 * from the class path, least of all the sound engine.
 */
final class MutantLoader extends ClassLoader {

	private static final String SIMULATION = HouseRules.ROOT + ".simulation.";

	/** What the simulation needs of packages whose other classes are the mutant's. */
	private static final List<String> ADAPTERS = List.of(VirtualWork.class.getName(), VirtualMutexes.class.getName());

	private final Map<String, byte[]> classes;

	MutantLoader(Map<String, byte[]> classes) {
		super(MutantLoader.class.getClassLoader());
		this.classes = Map.copyOf(classes);
	}

	/**
	 * A simulation of this engine; may be used by several threads.
	 * @param simulation which one
	 * @param troubles what goes wrong, or nothing for any mixture
	 */
	LongConsumer storm(Mutant.Simulation simulation, String troubles) throws ReflectiveOperationException {
		Class<?> storm = switch (simulation) {
			case ELECTION -> SeededStorm.class;
			case MUTEX -> SeededMutexStorm.class;
		};
		return (LongConsumer) loadClass(storm.getName()).getConstructor(String.class).newInstance(troubles);
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
		if (code == null && (name.startsWith(SIMULATION) || ADAPTERS.stream().anyMatch(name::startsWith))) {
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
