package io.rmahub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.docs.Docs.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name is there: other pages and their sections, files, classes, settings, profiles and tests. */
class DocReferencesTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)(?:[.#(].*)?");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import (?:static )?[\\w.]*?\\b([A-Z]\\w*)");
    private static final Pattern FILE = Pattern.compile("[\\w.<>*-]+(/[\\w.<>*{},-]+)+/?|[\\w-]+(\\.[\\w-]+)*"
            + "\\.(java|yaml|sql|jslt|xml|yml|md)");
    private static final Pattern SETTING = Pattern.compile("hub(\\.[a-z][a-z0-9-]*|\\.<[a-z]+>)+");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");
    private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(\\w+)|-Dbenchmark\\.main=[\\w.]*\\.(\\w+)");

    /** Below which a path in the text may begin. */
    private static final List<Path> BASES = Stream.of("", "src/main/java/io/rmahub", "src/main/resources",
            "src/test/java/io/rmahub", "src/docs").map(Path::of).toList();
    /** What only a running hub or a build makes. */
    private static final Pattern MADE = Pattern.compile("(\\./)?data(/.*)?|target/.*|<data-dir>/.*");

    @Test
    void linksLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path page : Docs.pages()) {
            Matcher link = LINK.matcher(Docs.text(page));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*") && !leadsSomewhere(page, link.group(1))) {
                    dead.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).as("links to nothing").isEmpty();
    }

    @Test
    void filesAreThere() {
        Set<Path> files = new HashSet<>();
        Stream.of("src", "config", "routes", "mappings", ".ci")
                .forEach(folder -> files.addAll(Docs.filesBelow(Path.of(folder), "")));
        List<Code> missing = Docs.codes().stream()
                .filter(code -> FILE.matcher(code.text()).matches() && !MADE.matcher(code.text()).matches())
                .filter(code -> !isMediaTypeOrZone(code.text()))
                .filter(code -> BASES.stream().noneMatch(base -> isThere(base, code.text(), files)))
                .toList();
        assertThat(missing).as("paths of nothing").isEmpty();
    }

    @Test
    void classesAreThere() {
        Set<String> types = types();
        List<Code> missing = Docs.codes().stream().filter(code -> {
            Matcher type = TYPE.matcher(code.text());
            return type.matches() && !types.contains(type.group(1));
        }).toList();
        assertThat(missing).as("classes that do not exist").isEmpty();
    }

    @Test
    void settingsAreThere() {
        SettingNames settings = new SettingNames();
        List<Code> missing = Docs.codes().stream()
                .filter(code -> SETTING.matcher(code.text()).matches())
                .filter(code -> !settings.has(code.text()))
                .toList();
        assertThat(missing).as("settings, queues and meters that do not exist").isEmpty();
    }

    @Test
    void everySettingHasItsLine() {
        Path page = Docs.FOLDER.resolve("configuration.md");
        String codes = Docs.codes().stream().filter(code -> code.page().equals(page)).map(Code::text)
                .collect(Collectors.joining(" ", " ", " "));
        assertThat(new SettingNames().leaves().stream()
                .filter(setting -> !Pattern.compile("[ .]" + Pattern.quote(setting) + " ").matcher(codes).find()))
                .as("settings that " + page + " does not name").isEmpty();
    }

    @Test
    void commandsNameProfilesAndTestsThatExist() {
        String pom = Docs.text(Path.of("pom.xml"));
        Set<String> types = types();
        List<String> missing = new ArrayList<>();
        for (Path page : Docs.pages()) {
            String text = Docs.text(page);
            PROFILE.matcher(text).results().map(profile -> profile.group(1))
                    .filter(profile -> !pom.contains("<id>" + profile + "</id>"))
                    .forEach(profile -> missing.add(page + ": -P" + profile));
            TEST.matcher(text).results().map(test -> test.group(1) == null ? test.group(2) : test.group(1))
                    .filter(test -> !types.contains(test))
                    .forEach(test -> missing.add(page + ": " + test));
        }
        assertThat(missing).as("profiles of the build, tests and benchmarks").isEmpty();
    }

    @Test
    void nothingIsLeftToBeFilledIn() {
        assertThat(Docs.pages()).allSatisfy(page -> assertThat(Docs.text(page)).as(page.toString())
                .doesNotContain("FIXME", "TODO"));
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? page
                : (page.getParent() == null ? Path.of("") : page.getParent()).resolve(parts[0]).normalize();
        return Files.exists(to) && (parts.length == 1 || anchors(to).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(Docs.text(page)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).strip()
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Types of the hub and its tests, and those of others that they use. */
    private static Set<String> types() {
        return Docs.filesBelow(Path.of("src"), ".java").stream().map(Docs::text)
                .flatMap(text -> Stream.concat(DECLARED.matcher(text).results(), IMPORTED.matcher(text).results()))
                .map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static boolean isMediaTypeOrZone(String text) {
        return text.matches("(application|text|image|multipart)/.*|Europe/.*");
    }

    /** Whether a file or folder of this path is there; {@code <name>} and {@code *} stand for any one name. */
    private static boolean isThere(Path base, String text, Set<Path> files) {
        String path = (base.toString().isEmpty() ? "" : base.toString().replace('\\', '/') + "/")
                + text.replaceAll("/$", "");
        if (Files.exists(Path.of(path.replaceAll("[<>*{}]", "_")))) {
            return true;
        }
        String pattern = Stream.of(path.split("(?=<)|(?<=>)|(?<=\\*)|(?=\\*)"))
                .map(part -> part.startsWith("<") || part.equals("*") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining());
        Pattern wanted = Pattern.compile(pattern + "(\\.java)?(/.*)?");
        return files.stream().anyMatch(file -> wanted.matcher(file.toString().replace('\\', '/')).matches());
    }
}
