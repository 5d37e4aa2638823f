/** Spring Boot web applications that take part, and their end by SIGTERM. */
@NullMarked
package io.github.consulleader.benchmarks.web;

import org.jspecify.annotations.NullMarked;
