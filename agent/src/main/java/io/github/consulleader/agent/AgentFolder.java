package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where an agent keeps its configuration and data.
 *
 * @param path the folder
 * @param temporary whether it goes when the agent is closed
 */
record AgentFolder(Path path, boolean temporary) {

	static AgentFolder create(@Nullable Path kept) {
		try {
			return (kept != null) ? new AgentFolder(Files.createDirectories(kept.toAbsolutePath()), false)
					: new AgentFolder(Files.createTempDirectory("consul-leader-agent"), true);
		}
		catch (IOException ex) {
			throw new ConsulAgentException("Cannot create a folder for Consul: " + ex, ex);
		}
	}

	@Nullable Path removedWhenOrphaned() {
		return this.temporary ? this.path : null;
	}

	void delete() {
		if (!this.temporary) {
			return;
		}
		try {
			FolderTree.delete(this.path);
		}
		catch (IOException ex) {
			throw new ConsulAgentException("Cannot remove the folder of Consul: " + ex, ex);
		}
	}

}
