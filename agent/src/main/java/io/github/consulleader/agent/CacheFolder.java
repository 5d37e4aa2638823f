package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder of ours that keeps an executable between runs.
 *
 * @param folder where
 */
record CacheFolder(Path folder) {

	Path binary() {
		return this.folder.resolve("consul");
	}

	/**
	 * Makes sure that the folder exists and that nobody else can put an executable there.
	 * @throws IOException if not
	 */
	void prepare() throws IOException {
		Files.createDirectories(this.folder);
		Path probe = Files.createTempFile(this.folder, "probe", "");
		try {
			UserPrincipal self = Files.getOwner(probe);
			requireOwnedBy(self);
		}
		finally {
			Files.delete(probe);
		}
	}

	private void requireOwnedBy(UserPrincipal self) throws IOException {
		if (!Files.getOwner(this.folder, LinkOption.NOFOLLOW_LINKS).equals(self)) {
			throw new IOException(this.folder + " belongs to somebody else");
		}
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(this.folder);
		if (permissions.remove(PosixFilePermission.GROUP_WRITE)
				| permissions.remove(PosixFilePermission.OTHERS_WRITE)) {
			Files.setPosixFilePermissions(this.folder, permissions);
		}
	}

}
