package io.rmahub.engine.delivery;

import io.rmahub.engine.settings.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who this hub is among the hubs that share a database. The id outlives a restart, so that a hub finds what it
 * was doing when it was killed.
 */
@Component
public final class HubInstance {

    private final String id;

    public HubInstance(HubSettings settings) {
        Path file = settings.dataDir().resolve("instance-id");
        try {
            Files.createDirectories(settings.dataDir());
            // The process may have been killed between creating the file and writing it.
            if (Files.notExists(file) || Files.size(file) == 0) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            this.id = Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String id() {
        return id;
    }
}
