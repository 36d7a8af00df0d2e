package io.rmahub.trial.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes sure that one living hub at most uses a data folder.
 *
 * <p>The lock belongs to the process and dies with it, however it dies, so it is never stale. The file
 * {@code hub.lock} stays and holds the id of the process that took the lock last.
 */
final class DataFolderLock implements AutoCloseable {

    // POSIX gives up a process's lock when that process closes any handle on the file, so the file must not
    // even be looked at again by the process that holds it.
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path dataFolder;
    private final FileChannel channel;

    private DataFolderLock(Path dataFolder, FileChannel channel) {
        this.dataFolder = dataFolder;
        this.channel = channel;
    }

    /** Takes the lock; throws {@link IllegalStateException} if another living hub has it. */
    static DataFolderLock take(Path folder) {
        try {
            Path dataFolder = Files.createDirectories(folder).toRealPath();
            if (!HELD_BY_THIS_PROCESS.add(dataFolder)) {
                throw inUse(dataFolder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DataFolderLock(dataFolder, locked(dataFolder));
            } catch (IOException | RuntimeException e) {
                HELD_BY_THIS_PROCESS.remove(dataFolder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the data folder " + folder, e);
        }
    }

    private static FileChannel locked(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("hub.lock");
        FileChannel channel = FileChannel.open(file,
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(dataFolder, Files.readString(file, StandardCharsets.UTF_8).strip());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static IllegalStateException inUse(Path dataFolder, String holder) {
        return new IllegalStateException("The data folder " + dataFolder + " is in use by another running hub (process "
                + holder + "). Stop that one, or give this one its own folder with hub.data-dir.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HELD_BY_THIS_PROCESS.remove(dataFolder);
    }
}
