package io.rmahub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of the project's config, routes and mappings, to which a test adds files.
 *
 * @param folder where the three stand
 */
public record HubHome(Path folder) {

    private static final List<String> PARTS = List.of("config", "routes", "mappings");

    /** Copies the project's three into this folder. */
    public static HubHome copyTo(Path folder) {
        HubHome home = new HubHome(folder);
        home.addAll(Path.of(""));
        return home;
    }

    /** Copies another three, those that there are, over these. */
    public void addAll(Path other) {
        try {
            for (String part : PARTS) {
                if (Files.isDirectory(other.resolve(part))) {
                    FileSystemUtils.copyRecursively(other.resolve(part), folder.resolve(part));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file's text by its path. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .forEach(file -> contents.put(file, read(file)));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
