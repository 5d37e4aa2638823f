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
	 * Makes sure that the folder exists, and that nobody else has put an executable there
	 * or can do so.
	 * @throws IOException if not
	 */
	void prepare() throws IOException {
		Files.createDirectories(this.folder);
		Path probe = Files.createTempFile(this.folder, "probe", "");
		try {
			UserPrincipal self = Files.getOwner(probe);
			requireOwner(self, this.folder);
			closeToOthers();
			if (Files.exists(binary(), LinkOption.NOFOLLOW_LINKS)) {
				requireOwner(self, binary());
			}
		}
		finally {
			Files.delete(probe);
		}
	}

	private static void requireOwner(UserPrincipal self, Path path) throws IOException {
		if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(self)) {
			throw new IOException(path + " belongs to somebody else");
		}
	}

	private void closeToOthers() throws IOException {
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(this.folder);
		if (permissions.removeAll(Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE))) {
			Files.setPosixFilePermissions(this.folder, permissions);
		}
	}

}
