/**
 * The rules of the house as tests. What every module above {@code agent} keeps to is in
 * {@link io.github.consulleader.rules.ModuleRules}; a module's {@code ArchitectureTests}
 * extend it and add what is true of that module alone. Travels to the other modules in
 * the test-jar of {@code core}.
 */
@NullMarked
package io.github.consulleader.rules;

import org.jspecify.annotations.NullMarked;
