package io.rmahub.engine.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All JSLT mappings of one folder, compiled when this object is made.
 *
 * <p>A mapping's name is its path below the folder without the suffix: {@code sources/helpdesk},
 * {@code targets/csp}. Files below {@code lib/} are modules for {@code import} only: they are compiled too,
 * so that a wrong one is found at start, but they have no name. Files are read as UTF-8, whatever the JVM's
 * default is, and an import is looked up in the same folder, never on the class path.
 *
 * <p>An object keeps empty lists and objects and drops only what is null. JSLT by itself drops empty ones
 * too, but {@code "faultCodes": []} (asked, none given) says something else than no such field.
 *
 * <p>Safe for use by many threads.
 */
public final class Mappings {

    private static final String SUFFIX = ".jslt";
    private static final String MODULES = "lib/";
    private static final String MODULE_AS_PROGRAM = "\nnull";
    private static final JsonFilter KEEP_ALL_BUT_NULL = value -> !value.isNull();

    private final Path folder;
    private final SortedMap<String, Expression> mappings = new TreeMap<>();

    /**
     * Compiles every {@code .jslt} file below the folder. This finds wrong syntax, unknown functions and
     * wrong imports. A variable that is not there is found by JSLT only when it is read; the example pairs
     * beside each mapping are for that.
     *
     * @throws MappingException       for the first wrong file, naming it and the line
     * @throws UncheckedIOException when the folder cannot be read
     */
    public Mappings(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        for (Path file : files()) {
            String name = nameOf(file);
            if (name.startsWith(MODULES)) {
                // A module has no expression of its own; with one it compiles as a program.
                compile(name, MODULE_AS_PROGRAM);
            } else {
                mappings.put(name, compile(name, ""));
            }
        }
        if (mappings.isEmpty()) {
            throw new MappingException(folder.toString(), "there is no *" + SUFFIX + " file in this folder", null);
        }
    }

    /** Whether there is a mapping of this name, e.g. {@code targets/csp}. */
    public boolean has(String name) {
        return mappings.containsKey(name);
    }

    /** The names of all mappings, sorted, modules left out. */
    public Set<String> names() {
        return Collections.unmodifiableSet(mappings.keySet());
    }

    /**
     * Shapes one message. The input is not changed.
     *
     * @throws MappingException when there is no such mapping, or it cannot shape this input
     */
    public JsonNode apply(String name, JsonNode input) {
        Expression mapping = mappings.get(name);
        if (mapping == null) {
            throw new MappingException(name, "there is no such mapping", null);
        }
        try {
            return mapping.apply(input);
        } catch (JsltException e) {
            throw new MappingException(name, placed(e), e);
        } catch (RuntimeException | StackOverflowError e) {
            // Library code below JSLT, such as a wrong pattern in the settings: one bad message must not
            // look like a broken hub.
            throw new MappingException(name, String.valueOf(e.getMessage()), e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String nameOf(Path file) {
        String relative = folder.relativize(file).toString().replace('\\', '/');
        return relative.substring(0, relative.length() - SUFFIX.length());
    }

    private Expression compile(String name, String appended) {
        String file = name + SUFFIX;
        try {
            return new Parser(new StringReader(read(file) + appended))
                    .withSource(file)
                    .withResourceResolver(imported -> new StringReader(read(imported)))
                    .withFunctions(MappingFunctions.all())
                    .withObjectFilter(KEEP_ALL_BUT_NULL)
                    .compile();
        } catch (JsltException e) {
            throw new MappingException(name, placed(e), e);
        }
    }

    private String read(String file) {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder) || !Files.isRegularFile(path)) {
            throw new JsltException("there is no file " + file + " in " + folder);
        }
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String placed(JsltException e) {
        // The parser goes on with every token that it would have accepted: some thirty lines.
        String reason = e.getMessageWithoutLocation().split("\\R", 2)[0];
        return e.getSource() == null ? reason : e.getSource() + ":" + e.getLine() + ": " + reason;
    }
}
