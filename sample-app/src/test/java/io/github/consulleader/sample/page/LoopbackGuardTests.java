package io.github.consulleader.sample.page;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class LoopbackGuardTests {

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "localhost" })
	void showsThePageToThisMachine(String host) throws Exception {
		assertThat(status(look(host))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example:8080",
			"127.0.0.1.evil.example", "10.0.0.7:8080", "localhost:8080:8080", "" })
	void showsNothingUnderANameThatSomebodyElseCanOwn(String host) throws Exception {
		assertThat(status(look(host))).isEqualTo(403);
	}

	@Test
	void showsNothingWithoutAHost() throws Exception {
		assertThat(status(new MockHttpServletRequest("GET", "/"))).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.7", "192.168.1.1", "2001:db8::1" })
	void showsNothingToAnotherMachine(String address) throws Exception {
		MockHttpServletRequest request = look("localhost:8080");
		request.setRemoteAddr(address);
		assertThat(status(request)).isEqualTo(403);
	}

	@Test
	void takesAButtonOfThePage() throws Exception {
		MockHttpServletRequest request = button();
		request.addHeader("Origin", "http://localhost:8080");
		assertThat(status(request)).isEqualTo(200);
	}

	@Test
	void takesAButtonFromATerminal() throws Exception {
		assertThat(status(button())).isEqualTo(200);
	}

	@Test
	void takesNoFormOfAnotherSite() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/instances/instance-1/kill");
		request.addHeader("Host", "localhost:8080");
		request.setRemoteAddr("127.0.0.1");
		assertThat(status(request)).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example", "http://localhost:3000", "https://localhost:8080", "null" })
	void takesNoButtonOfAnotherOrigin(String origin) throws Exception {
		MockHttpServletRequest request = button();
		request.addHeader("Origin", origin);
		assertThat(status(request)).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "OPTIONS", "PATCH" })
	void asksForTheHeaderOfEverythingThatIsNoLook(String method) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
		request.addHeader("Host", "localhost:8080");
		request.setRemoteAddr("127.0.0.1");
		assertThat(status(request)).isEqualTo(403);
	}

	@Test
	void letsNoOtherSiteFrameThePage() throws Exception {
		MockHttpServletResponse response = answer(look("localhost:8080"));
		assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
		assertThat(response.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
	}

	private static MockHttpServletRequest look(String host) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("Host", host);
		request.setRemoteAddr("127.0.0.1");
		return request;
	}

	private static MockHttpServletRequest button() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/instances/instance-1/kill");
		request.addHeader("Host", "localhost:8080");
		request.addHeader(LoopbackGuard.BUTTON, "pressed");
		request.setRemoteAddr("127.0.0.1");
		return request;
	}

	private static int status(MockHttpServletRequest request) throws ServletException, IOException {
		return answer(request).getStatus();
	}

	private static MockHttpServletResponse answer(MockHttpServletRequest request) throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		new LoopbackGuard().doFilter(request, response, chain);
		assertThat(chain.getRequest() != null).isEqualTo(response.getStatus() == 200);
		return response;
	}

}
