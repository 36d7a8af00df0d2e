package io.rmahub.warranty.model;

import io.rmahub.warranty.model.WarrantyFact.Extended;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import io.rmahub.warranty.model.WarrantyFact.Reinstated;
import io.rmahub.warranty.model.WarrantyFact.Repaired;
import io.rmahub.warranty.model.WarrantyFact.Replacing;
import io.rmahub.warranty.model.WarrantyFact.RiskNoticed;
import io.rmahub.warranty.model.WarrantyFact.RiskWithdrawn;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One row of {@code clerk-table.md}, in the words of a clerk. */
record ClerkCase(String no, String unit, String dates, String happened, String question, String on, String answer,
                 String until, String because) {

    static final UUID VOID_ID = UUID.fromString("0195a1b0-4444-7000-8000-000000000001");
    static final FirmwareRelease RELEASE = new FirmwareRelease("fw-2.10", "battery", "2.10",
            instant("2025-01-10"), instant("2025-03-01"));
    private static final Pattern UNIT = Pattern.compile(
            "(?<family>[A-Za-z-]{3,})?\\s*((?<kwh>[\\d.]+) kWh)?((?<kw>[\\d.]+) kW)?\\s*"
                    + "(?<country>[A-Z]{2})?");
    private static final Pattern DATE =
            Pattern.compile("(made|bought|installed) (\\S+?)(?: (invoice|no invoice))?(?:,|$)");
    private static final Pattern REPLACES = Pattern.compile(
            "replaces a unit of (\\S+) on (\\S+): (\\S+) until (\\S+)(?: used (\\S+))?");

    static Stream<ClerkCase> all() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/warranty/clerk-table.md")).stream()
                    .filter(line -> line.matches("\\| [A-Z]\\d\\d \\|.*"))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList())
                    .map(cells -> new ClerkCase(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4),
                            cells.get(5), cells.get(6), cells.get(7), cells.get(8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return no + " " + unit + " " + question + " on " + on + ": " + answer;
    }

    LocalDate day() {
        return LocalDate.parse(on.substring(0, 10));
    }

    Instant time() {
        return instant(on);
    }

    List<WarrantyFact> facts() {
        List<WarrantyFact> facts = new ArrayList<>();
        facts.add(new UnitDescribed(Instant.EPOCH, "registration", unitFacts()));
        if (!happened.isBlank()) {
            Stream.of(happened.split(";")).map(String::strip).map(ClerkCase::fact).forEach(facts::add);
        }
        return facts;
    }

    private UnitFacts unitFacts() {
        Matcher plate = UNIT.matcher(unit);
        if (!plate.matches()) {
            throw new IllegalArgumentException(no + ": unit \"" + unit + "\"");
        }
        LocalDate made = null;
        LocalDate bought = null;
        LocalDate installed = null;
        Boolean proven = null;
        Matcher date = DATE.matcher(dates);
        while (date.find()) {
            LocalDate day = LocalDate.parse(date.group(2));
            switch (date.group(1)) {
                case "made" -> made = day;
                case "bought" -> bought = day;
                default -> installed = day;
            }
            proven = date.group(3) == null ? proven : Boolean.valueOf(date.group(3).equals("invoice"));
        }
        return new UnitFacts("SN-" + no, plate.group("family"), number(plate.group("kw")), number(plate.group("kwh")),
                plate.group("country"), null, made, bought, proven, installed, null);
    }

    private static WarrantyFact fact(String told) {
        if (told.startsWith("replaces")) {
            return replaces(told);
        }
        String[] words = told.split(" ");
        if (told.startsWith("repaired")) {
            return new Repaired(instant(words[4]), "service", LocalDate.parse(words[2]), LocalDate.parse(words[4]));
        }
        Instant at = instant(words[0]);
        return switch (words[1]) {
            case "extended" -> new Extended(at, "purchase", Tier.valueOf(words[2]), null, null);
            case "goodwill" -> new Extended(at, "exception", Tier.GOODWILL, Integer.valueOf(words[2]), words[4]);
            case "at" -> new RiskNoticed(at, "warranty rules", RELEASE.id(), LocalDate.parse(words[4]));
            case "risk" -> new RiskWithdrawn(at, "warranty rules", RELEASE.id(), "online after all");
            case "voided" -> voided(at, words[2]);
            case "shortened" -> new Voided(at, "warranty rules", VOID_ID, Consequence.SHORTEN_TERM,
                    Integer.valueOf(words[2]), CloudRule.GROUND, RELEASE.id(), "offline",
                    "General terms: cloud connection");
            case "reinstated" -> new Reinstated(at, "exception", VOID_ID, words[2]);
            default -> new Observed("device cloud", reading(at, Arrays.asList(words)));
        };
    }

    private static Voided voided(Instant at, String ground) {
        boolean missed = ground.equals(CloudRule.GROUND);
        return new Voided(at, "warranty", VOID_ID, ground.equals("tampering") ? Consequence.VOID_ALL
                : Consequence.VOID_CELLS, null, ground, missed ? RELEASE.id() : null, ground,
                missed ? "PowerMagic V2 §5.5.19" : "General terms: " + ground);
    }

    private static WarrantyFact replaces(String told) {
        Matcher words = REPLACES.matcher(told);
        if (!words.matches()) {
            throw new IllegalArgumentException(told);
        }
        return new Replacing(instant(words.group(2)), "replacement", new Inheritance("SN-OLD",
                LocalDate.parse(words.group(2)), words.group(1), Tier.STANDARD, LocalDate.parse("2024-01-10"),
                Map.of(Part.valueOf(words.group(3).toUpperCase()), LocalDate.parse(words.group(4))),
                number(words.group(5)), null, null));
    }

    private static Reading reading(Instant at, List<String> words) {
        return new Reading(at, number(after(words, "soh")), number(after(words, "throughput")),
                number(after(words, "cycles")), after(words, "firmware"),
                words.contains("offline") ? Boolean.FALSE : words.contains("online") ? Boolean.TRUE : null);
    }

    private static String after(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 ? null : words.get(at + 1);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static Instant instant(String text) {
        return Instant.parse(text.length() > 10 ? text : text + "T12:00:00Z");
    }
}
