package io.rmahub.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages about the hub, and what is read from them. Paths are relative to the project's folder. */
final class Docs {

    static final Path README = Path.of("README.md");
    static final Path FOLDER = Path.of("src/docs");
    static final Path ADRS = FOLDER.resolve("adr");
    static final Path ARCHITECTURE = FOLDER.resolve("architecture.md");
    static final Path MAIN = Path.of("src/main/java");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    private Docs() {
    }

    /** A piece of code within a page's text: {@code `like this`}. */
    record Code(Path page, String text) {
        @Override
        public String toString() {
            return page + ": `" + text + "`";
        }
    }

    /** The README and every page below {@code src/docs}. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(List.of(README));
        pages.addAll(filesBelow(FOLDER, ".md"));
        return pages;
    }

    /** Every piece of code within the text of all pages; blocks of commands and answers are not among them. */
    static List<Code> codes() {
        List<Code> codes = new ArrayList<>();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(FENCED.matcher(text(page)).replaceAll(""));
            while (code.find()) {
                codes.add(new Code(page, code.group(1)));
            }
        }
        return codes;
    }

    /** The files of a folder and of those in it, in the order of their paths. */
    static List<Path> filesBelow(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
