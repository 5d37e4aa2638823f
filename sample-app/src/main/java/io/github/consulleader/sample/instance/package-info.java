/**
 * The service: a Spring Boot application that runs several times and shares one role. All
 * instances serve requests and record them;
 * {@link io.github.consulleader.sample.instance.ReportJob} and
 * {@link io.github.consulleader.sample.instance.Housekeeper} run on the worker only. The
 * rest tells the launcher how things are, and ends the instance when the launcher has
 * gone.
 */
@NullMarked
package io.github.consulleader.sample.instance;

import org.jspecify.annotations.NullMarked;
