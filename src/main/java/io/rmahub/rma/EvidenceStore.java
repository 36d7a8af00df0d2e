package io.rmahub.rma;

import io.rmahub.engine.settings.HubSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * The files of cases in {@code <data-dir>/evidence}, named by the SHA-256 of their content: the same file is kept
 * once, and what was changed behind the hub's back is found when it is read. A file is on the disk before a row
 * names it.
 */
@Component
public final class EvidenceStore {

    private final Path folder;

    EvidenceStore(HubSettings settings) {
        this.folder = settings.dataDir().resolve("evidence");
    }

    void write(byte[] sha256, byte[] content) {
        Path file = file(sha256);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), "new", null);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The content.
     *
     * @throws IllegalStateException if it is not what was put in
     */
    public byte[] read(byte[] sha256) {
        try {
            byte[] content = Files.readAllBytes(file(sha256));
            if (!Arrays.equals(new EvidenceFile("", "", content, null).sha256(), sha256)) {
                throw new IllegalStateException("The file " + file(sha256) + " was changed");
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(byte[] sha256) {
        String name = HexFormat.of().formatHex(sha256);
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }
}
