package io.github.consulleader.role;

/**
 * A name that one process at a time may hold.
 *
 * @param name 1 to 128 of {@code A-Z a-z 0-9 . _ -}
 */
public record Role(String name) implements Comparable<Role> {

	/**
	 * Names a role.
	 * @throws InvalidSettingException if the name is blank, too long or has another
	 * character; it names the character
	 */
	public Role {
		Name.checked("role", name);
	}

	/**
	 * Names a role.
	 * @param name 1 to 128 of {@code A-Z a-z 0-9 . _ -}
	 * @return the role
	 * @throws InvalidSettingException if the name is blank, too long or has another
	 * character; it names the character
	 */
	public static Role of(String name) {
		return new Role(name);
	}

	@Override
	public int compareTo(Role other) {
		return this.name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
