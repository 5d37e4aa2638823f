package io.github.consulleader.benchmarks.web;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Spring Integration's initiator as its reference manual has it. */
@Configuration(proxyBeanMethods = false)
class SpringJdbcWiring {

	@Bean
	HikariDataSource dataSource(@Value("${benchmarks.address}") String url) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url);
		return dataSource;
	}

	@Bean
	JdbcTransactionManager transactionManager(HikariDataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean
	DefaultLockRepository lockRepository(HikariDataSource dataSource,
			@Value("${spring.application.name}") String region) {
		DefaultLockRepository repository = new DefaultLockRepository(dataSource);
		repository.setRegion(region);
		return repository;
	}

	@Bean
	JdbcLockRegistry lockRegistry(DefaultLockRepository repository) {
		return new JdbcLockRegistry(repository);
	}

	@Bean
	LockRegistryLeaderInitiator initiator(JdbcLockRegistry locks, @Value("${benchmarks.instance}") String id) {
		return new LockRegistryLeaderInitiator(locks, new DefaultCandidate(id, "role"));
	}

}
