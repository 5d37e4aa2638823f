/**
 * What the promises cost. Nothing depends on this package; it may use any other. Build
 * with {@code ./mvnw -Pbenchmarks -pl benchmarks -am -DskipTests package}, run with
 * {@code java -jar benchmarks/target/benchmarks.jar}.
 */
@NullMarked
package io.github.consulleader.benchmarks;

import org.jspecify.annotations.NullMarked;
