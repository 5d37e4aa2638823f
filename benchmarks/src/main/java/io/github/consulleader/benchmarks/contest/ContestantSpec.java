package io.github.consulleader.benchmarks.contest;

import java.util.List;

/**
 * Where a contestant stands.
 *
 * @param kind who it is
 * @param address of what it is built on
 * @param scope what separates this election from others on the same backend
 * @param instance its name
 * @param copies how many of it are in the process, each with a session of its own
 * @param roles how many roles each wants, where it can want several
 */
public record ContestantSpec(ContestantKind kind, String address, String scope, String instance, int copies,
		int roles) {

	/**
	 * Describes a process with one contestant that wants one role.
	 * @param kind who it is
	 * @param address of what it is built on
	 * @param scope what separates this election from others on the same backend
	 * @param instance its name
	 */
	public ContestantSpec(ContestantKind kind, String address, String scope, String instance) {
		this(kind, address, scope, instance, 1, 1);
	}

	/**
	 * Returns the same with more of them in the process.
	 * @param copies how many
	 * @return a spec
	 */
	public ContestantSpec withCopies(int copies) {
		return new ContestantSpec(this.kind, this.address, this.scope, this.instance, copies, this.roles);
	}

	/**
	 * Returns the same with more roles.
	 * @param roles how many
	 * @return a spec
	 */
	public ContestantSpec withRoles(int roles) {
		return new ContestantSpec(this.kind, this.address, this.scope, this.instance, this.copies, roles);
	}

	/**
	 * Returns the same for another contestant, which takes part in the same election.
	 * @param kind who it is
	 * @return a spec
	 */
	public ContestantSpec as(ContestantKind kind) {
		return new ContestantSpec(kind, this.address, this.scope, this.instance, this.copies, this.roles);
	}

	/**
	 * Returns the same at another address.
	 * @param address of what it is built on, or of a relay to it
	 * @return a spec
	 */
	public ContestantSpec at(String address) {
		return new ContestantSpec(this.kind, address, this.scope, this.instance, this.copies, this.roles);
	}

	/**
	 * Names one of the copies.
	 * @param copy counts from 0
	 * @return a spec whose instance is the copy's
	 */
	public ContestantSpec copy(int copy) {
		return new ContestantSpec(this.kind, this.address, this.scope, this.instance + "-" + copy, 1, this.roles);
	}

	/**
	 * Reads what {@link #arguments()} wrote.
	 * @param arguments of a command line
	 * @return the spec
	 */
	public static ContestantSpec of(String... arguments) {
		return new ContestantSpec(ContestantKind.valueOf(arguments[0]), arguments[1], arguments[2], arguments[3],
				Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
	}

	/**
	 * Writes it down for a command line.
	 * @return arguments
	 */
	public List<String> arguments() {
		return List.of(this.kind.name(), this.address, this.scope, this.instance, Integer.toString(this.copies),
				Integer.toString(this.roles));
	}

}
