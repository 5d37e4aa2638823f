package io.github.consulleader.benchmarks.web;

import org.springframework.context.annotation.Configuration;

/** The starter does the rest. */
@Configuration(proxyBeanMethods = false)
class OursWiring {

}
