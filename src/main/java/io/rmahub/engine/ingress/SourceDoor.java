package io.rmahub.engine.ingress;

import io.rmahub.engine.ingress.verification.Verification;
import io.rmahub.engine.ingress.verification.Verifications;
import io.rmahub.engine.settings.SourceSettings;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The door of one enabled source, with all of its settings checked.
 *
 * @param messages methods that bring a message
 * @param probes   methods that are merely answered
 * @param masked   headers (lower case) whose values are not stored
 */
record SourceDoor(String name, SourceSettings source, Verification verification, Set<String> messages,
                  Set<String> probes, Set<String> masked) {

    static final String GET = "GET";
    static final String OPTIONS = "OPTIONS";

    private static final Set<String> MESSAGE_METHODS = Set.of(GET, "POST");
    private static final Set<String> PROBE_METHODS = Set.of(GET, "HEAD", OPTIONS);

    /** @throws IllegalArgumentException naming the property that is missing or wrong */
    static SourceDoor of(String name, SourceSettings source, Set<String> maskedEverywhere) {
        String property = "hub.sources." + name;
        Verification verification = Verifications.of(property + ".verification", source.verification());
        Set<String> masked = new TreeSet<>(maskedEverywhere);
        masked.addAll(verification.headers());
        for (String header : DedupKeys.headers(source)) {
            if (masked.contains(header)) {
                throw new IllegalArgumentException(property + ".dedup uses the header " + header
                        + ", which carries a credential: it is the same with every message");
            }
        }
        checkAnswer(property + ".response", source.response());
        checkAnswer(property + ".response.repeat", source.response().again());
        return new SourceDoor(name, source, verification,
                methods(property + ".methods", source.methods(), MESSAGE_METHODS),
                methods(property + ".probe.methods", source.probe().methods(), PROBE_METHODS), masked);
    }

    private static Set<String> methods(String property, Set<String> methods, Set<String> possible) {
        Set<String> upper = methods.stream().map(method -> method.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        if (!possible.containsAll(upper)) {
            throw new IllegalArgumentException(property + " can only be of " + new TreeSet<>(possible));
        }
        return upper;
    }

    /** After acceptance any other status would be a lie. */
    private static void checkAnswer(String property, SourceSettings.Response response) {
        if (response.status() < 200 || response.status() > 299) {
            throw new IllegalArgumentException(property + ".status must be a 2xx");
        }
    }

    /** Whether the request only wants to know if somebody is there. */
    boolean isProbe(RawRequest request) {
        return probes.contains(request.method())
                && (!messages.contains(request.method()) || request.body().length == 0 && request.query().isEmpty());
    }

    String allowed() {
        Set<String> all = new TreeSet<>(messages);
        all.addAll(probes);
        return String.join(", ", all);
    }
}
