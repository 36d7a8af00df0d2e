package io.rmahub.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packages of the hub, each with the first sentence of its {@code package-info.java}. */
final class PackageTable {

    private static final String INFO = "package-info.java";
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+(?:[\\w.]*[.#])?(\\w+)}");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)\\s|<p>");

    private PackageTable() {
    }

    /** The folders that hold classes. */
    static List<Path> packages() {
        return Docs.filesBelow(Docs.MAIN, ".java").stream().map(Path::getParent).distinct().sorted().toList();
    }

    /** The packages that do not say what they are. */
    static List<Path> withoutInfo() {
        return packages().stream().filter(folder -> !Files.exists(folder.resolve(INFO))).toList();
    }

    /** The table as the page shows it. */
    static String asMarkdown() {
        return packages().stream().filter(folder -> Files.exists(folder.resolve(INFO)))
                .map(folder -> "| `" + name(folder) + "` | " + firstSentence(folder.resolve(INFO)) + " |")
                .collect(Collectors.joining("\n", "| Package | What it is |\n|---|---|\n", "\n"));
    }

    /** Below {@code io.rmahub}, with slashes; the root by its full name. */
    private static String name(Path folder) {
        String name = Docs.MAIN.resolve("io/rmahub").relativize(folder).toString().replace('\\', '/');
        return name.isEmpty() ? "io.rmahub" : name;
    }

    private static String firstSentence(Path info) {
        Matcher comment = COMMENT.matcher(Docs.text(info));
        if (!comment.find()) {
            throw new IllegalStateException(info + " has no comment");
        }
        String text = comment.group(1).replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", " ").strip();
        String sentence = SENTENCE_END.split(text, 2)[0].strip();
        return LINK.matcher(CODE.matcher(sentence).replaceAll("`$1`")).replaceAll("`$1`");
    }
}
