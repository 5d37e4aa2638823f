package io.github.consulleader.consul;

import java.net.URI;

import io.github.consulleader.agent.ConsulAgent;
import org.testcontainers.consul.ConsulContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Consul that tests share which need no more than one dev agent: a process, or with
 * {@code -Dconsul=docker} a container, of the image that {@code -Dconsul.image} names.
 * Starts when it is first asked for and ends with the JVM.
 * <p>
 * With {@code -Dconsul.wire=modern} there is a proxy before it that answers as newer
 * versions do.
 */
public final class TestConsul {

	private TestConsul() {
	}

	/**
	 * Returns its HTTP API, on which each request is carried out.
	 * @return for example {@code http://127.0.0.1:21500}
	 */
	public static URI address() {
		return Wired.ADDRESS;
	}

	/**
	 * Returns its HTTP API without any wire before it.
	 * @return the agent's own address
	 */
	public static URI direct() {
		return Holder.ADDRESS;
	}

	/**
	 * Returns its HTTP API for what must bear troubles: on a modern wire some requests
	 * are refused and some connections closed.
	 * @return the same as {@link #address()} unless the wire is modern
	 */
	public static URI troubledAddress() {
		return Troubled.ADDRESS;
	}

	/**
	 * Puts the wire that was asked for before another Consul.
	 * @param consul its HTTP API
	 * @return the same, or that of a proxy before it
	 */
	public static URI wired(URI consul) {
		return isModern() ? ModernWire.forAllTests(consul, ModernFaults.none()) : consul;
	}

	private static boolean isModern() {
		return "modern".equals(System.getProperty("consul.wire"));
	}

	private static final class Wired {

		static final URI ADDRESS = wired(Holder.ADDRESS);

	}

	private static final class Troubled {

		static final URI ADDRESS = isModern() ? ModernWire.forAllTests(Holder.ADDRESS, ModernFaults.all())
				: Holder.ADDRESS;

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
