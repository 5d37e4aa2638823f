package io.github.consulleader.consul;

import java.net.URI;

import io.github.consulleader.agent.ConsulAgent;
import org.testcontainers.consul.ConsulContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Consul that tests share which need no more than one dev agent: a process, or with
 * {@code -Dconsul=docker} a container, of the image that {@code -Dconsul.image} names.
 * Starts when it is first asked for and ends with the JVM.
 */
public final class TestConsul {

	private TestConsul() {
	}

	/**
	 * Returns its HTTP API.
	 * @return for example {@code http://127.0.0.1:21500}
	 */
	public static URI address() {
		return Holder.ADDRESS;
	}

	private static final class Holder {

		static final URI ADDRESS = "docker".equals(System.getProperty("consul")) ? container() : process();

		// Ends with the JVM by itself.
		private static URI process() {
			return ConsulAgent.dev().httpAddress();
		}

		// Without Docker this throws: asked for and not tried is a failure.
		@SuppressWarnings("resource")
		private static URI container() {
			DockerImageName image = DockerImageName.parse(System.getProperty("consul.image", "hashicorp/consul:1.8.7"))
				.asCompatibleSubstituteFor("hashicorp/consul");
			ConsulContainer container = new ConsulContainer(image);
			container.start();
			Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
			return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(8500));
		}

	}

}
