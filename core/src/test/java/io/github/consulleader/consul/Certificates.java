package io.github.consulleader.consul;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.consulleader.agent.ConsulBinary;

import static org.assertj.core.api.Assertions.assertThat;

/** A certificate authority, and certificates as Consul's own command makes them. */
final class Certificates {

	private static final char[] PASSWORD = "unimportant".toCharArray();

	private final Path folder;

	Certificates(Path folder) throws IOException, InterruptedException {
		this.folder = folder;
		consul("ca", "create");
		consul("cert", "create", "-server");
		consul("cert", "create", "-client");
	}

	private void consul(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(ConsulBinary.find().path().toString(), "tls"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("log").toFile())
			.start();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(this.folder.resolve("log"))).isZero();
	}

	/** What an agent needs to speak TLS. */
	String agentConfig(boolean clientCertificate) {
		return """
				ca_file = "%1$s/consul-agent-ca.pem"
				cert_file = "%1$s/dc1-server-consul-0.pem"
				key_file = "%1$s/dc1-server-consul-0-key.pem"
				verify_incoming_https = %2$s
				""".formatted(this.folder, clientCertificate);
	}

	SSLContext trusting() throws GeneralSecurityException, IOException {
		return context(empty());
	}

	SSLContext trustingAndIdentified() throws GeneralSecurityException, IOException {
		return context(identity("dc1-client-consul-0"));
	}

	/** For a server that is not Consul and shows Consul's certificate. */
	SSLContext serving() throws GeneralSecurityException, IOException {
		return context(identity("dc1-server-consul-0"));
	}

	private KeyStore identity(String name) throws GeneralSecurityException, IOException {
		KeyStore identity = empty();
		byte[] key = Base64.getMimeDecoder().decode(read(name + "-key.pem").replaceAll("-----.*?-----", ""));
		identity.setKeyEntry(name, KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8(key))),
				PASSWORD, new Certificate[] { certificate(name + ".pem") });
		return identity;
	}

	/** Wraps an EC key on P-256, which Go writes bare, as Java reads it. */
	private static byte[] pkcs8(byte[] key) {
		byte[] algorithm = HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");
		byte[] wrapped = new byte[3 + algorithm.length + 2 + key.length];
		wrapped[0] = 0x30;
		wrapped[1] = (byte) 0x81;
		wrapped[2] = (byte) (wrapped.length - 3);
		System.arraycopy(algorithm, 0, wrapped, 3, algorithm.length);
		wrapped[3 + algorithm.length] = 0x04;
		wrapped[4 + algorithm.length] = (byte) key.length;
		System.arraycopy(key, 0, wrapped, 5 + algorithm.length, key.length);
		return wrapped;
	}

	private SSLContext context(KeyStore identity) throws GeneralSecurityException, IOException {
		KeyStore trusted = empty();
		trusted.setCertificateEntry("ca", certificate("consul-agent-ca.pem"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(identity, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

	private static KeyStore empty() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private Certificate certificate(String file) throws GeneralSecurityException, IOException {
		return CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(read(file).getBytes(StandardCharsets.US_ASCII)));
	}

	private String read(String file) throws IOException {
		return Files.readString(this.folder.resolve(file));
	}

}
