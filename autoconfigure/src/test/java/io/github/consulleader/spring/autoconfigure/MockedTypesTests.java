package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.lock.ConsulLock;
import io.github.consulleader.spring.lock.ConsulLockRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.support.locks.LockRegistry;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** A test of an application can put a mock in the place of each of our public types. */
@Tag("T21")
@DirtiesContext
class MockedTypesTests {

	@Nested
	@OfAnApplication
	class OfLeaderships {

		@MockitoBean
		private Leaderships leaderships;

		@Autowired
		private Leaderships injected;

		@Test
		void isInjected() {
			Leadership reports = mock();
			given(reports.isLeader()).willReturn(true);
			given(this.leaderships.of("reports")).willReturn(reports);
			assertThat(this.injected.of("reports").isLeader()).isTrue();
		}

	}

	@Nested
	@OfAnApplication
	class OfLeadership {

		@MockitoBean
		private Leadership leadership;

		@Autowired
		private Leadership injected;

		@Test
		void isInjected() {
			given(this.leadership.isLeader()).willReturn(true);
			assertThat(this.injected.isLeader()).isTrue();
		}

	}

	@Nested
	@OfAnApplication
	class OfTheElection {

		@MockitoBean
		private LeaderElection election;

		@Autowired
		private Leaderships leaderships;

		@Test
		void nobodyIsWorker() {
			assertThat(this.leaderships.of("reports").isLeader()).isFalse();
			assertThat(this.election.status()).as("of a mock").isNull();
		}

	}

	@Nested
	@OfAnApplication
	class OfTheInitiator {

		@MockitoBean
		private ConsulLeaderInitiator initiator;

		@Autowired
		private Leaderships leaderships;

		@Test
		void nothingCampaigns() {
			assertThat(this.leaderships.of("reports").isLeader()).isFalse();
			assertThat(this.initiator.isRunning()).isFalse();
		}

	}

	@Nested
	@OfAnApplication
	class OfTheLocks {

		@MockitoBean
		private ConsulLockRegistry locks;

		@Autowired
		private LockRegistry<?> injected;

		@Test
		void isInjected() {
			ConsulLock lock = mock();
			given(lock.tryLock()).willReturn(true);
			given(this.locks.obtain(any())).willReturn(lock);
			assertThat(this.injected.obtain("job").tryLock()).isTrue();
		}

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "spring.application.name=app", "consul.leader.url=http://127.0.0.1:9" })
	@ImportAutoConfiguration({ ConsulLeaderConnectionAutoConfiguration.class, ConsulLeaderAutoConfiguration.class,
			LeaderOnlyAutoConfiguration.class, ConsulLockAutoConfiguration.class })
	@DirtiesContext
	@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@interface OfAnApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		@LeaderOnly("reports")
		@Scheduled(fixedDelay = 3_600_000)
		void report() {
		}

	}

}
