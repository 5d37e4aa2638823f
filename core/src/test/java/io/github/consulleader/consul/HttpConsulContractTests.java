package io.github.consulleader.consul;

import org.junit.jupiter.api.Tag;

/** A real Consul keeps the contract, as {@link HttpConsul} speaks with it. */
@Tag("consul")
class HttpConsulContractTests extends HttpContract {

	HttpConsulContractTests() {
		super(TestConsul.address());
	}

}
