package io.rmahub.benchmark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run measures, given as {@code --name=value}; see {@link #HELP}.
 *
 * @param connections     connections of the load client, each a thread
 * @param rounds          how often hub and bare controller take turns
 * @param warmUp          load before anything counts: 20 s or more on the bare controller, the rest on the hub
 * @param accept          length of one accept round
 * @param empty           length of one empty-POST round
 * @param burst           tickets in one burst
 * @param rate            cases per second of the end-to-end measurement
 * @param rateFor         length of the end-to-end measurement
 * @param kills           how often the hub is killed at the end
 * @param separateSandbox whether the neighbours run in a process of their own
 * @param acceptOnly      hub argument that switches processing off, or empty: then that is not measured
 * @param hubArguments    further hub arguments, separated by spaces
 * @param hubJvm          JVM options of the hub, separated by spaces
 * @param quickStart      whether the hub is laid out as in its container image, or started from the one jar
 * @param atMost          the run is given up after this time
 */
record Options(int connections, int rounds, Duration warmUp, Duration accept, Duration empty, long burst,
               int rate, Duration rateFor, int kills, boolean separateSandbox, String acceptOnly,
               List<String> hubArguments, List<String> hubJvm, boolean quickStart, Duration atMost) {

    static final String HELP = """
            Measures the packaged hub against a bare controller with one INSERT per request. Options:
              --connections=32        connections of the load client
              --rounds=3              turns of hub and bare controller; medians are printed
              --warm-up-seconds=180   load before anything counts (never below 40): a sixth of it, but at least
                                      20 s, on the bare controller, the rest on the hub, which has more to compile
              --accept-seconds=5      length of one accept round; its backlog is drained afterwards
              --empty-seconds=4       length of one empty-POST round
              --burst=10000           tickets in one burst of full flows, at most 20000
              --rate=20               cases per second of the end-to-end measurement
              --rate-seconds=30       length of the end-to-end measurement
              --kills=3               kill -9 at the end, and time until a ticket is accepted again
              --sandbox=inside        or separate: the neighbours as a process of their own
              --accept-only=ARGUMENT  hub argument that switches processing off, to measure accepting alone
              --hub="ARGUMENTS"       further arguments of the hub
              --hub-jvm="OPTIONS"     JVM options of the hub, e.g. -Xmx1g
              --layout=image          as in the container image, or jar: the one jar
              --minutes=25            give up after this time
            """;
    private static final long LEAST_WARM_UP_SECONDS = 40;
    /** So many bodies a neighbour keeps, and each case of a burst is looked up by name. */
    private static final long LARGEST_BURST = 20_000;

    /** Throws {@link IllegalArgumentException} for an option that does not exist. */
    static Options of(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not an option: " + argument);
            }
            given.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        Options options = new Options(
                (int) number(given, "connections", 32),
                (int) number(given, "rounds", 3),
                Duration.ofSeconds(Math.max(LEAST_WARM_UP_SECONDS, number(given, "warm-up-seconds", 180))),
                Duration.ofSeconds(number(given, "accept-seconds", 5)),
                Duration.ofSeconds(number(given, "empty-seconds", 4)),
                Math.min(LARGEST_BURST, number(given, "burst", 10_000)),
                (int) number(given, "rate", 20),
                Duration.ofSeconds(number(given, "rate-seconds", 30)),
                (int) number(given, "kills", 3),
                "separate".equals(text(given, "sandbox", "inside")),
                text(given, "accept-only", ""),
                words(text(given, "hub", "")),
                words(text(given, "hub-jvm", "")),
                "image".equals(text(given, "layout", "image")),
                Duration.ofMinutes(number(given, "minutes", 25)));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("Unknown: " + String.join(", ", given.keySet()));
        }
        return options;
    }

    Duration warmUpOfBare() {
        return Duration.ofSeconds(Math.max(LEAST_WARM_UP_SECONDS / 2, warmUp.toSeconds() / 6));
    }

    Duration warmUpOfHub() {
        return warmUp.minus(warmUpOfBare());
    }

    private static String text(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        return Long.parseLong(text(given, name, Long.toString(otherwise)));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
