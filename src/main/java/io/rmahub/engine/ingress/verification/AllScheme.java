package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Several schemes, each of which must accept, e.g. a token from an address of the carrier's. */
public final class AllScheme implements VerificationScheme {

    static final String NAME = "all";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        if (settings.all() == null || settings.all().isEmpty()) {
            throw new IllegalArgumentException(property + ".all is missing or empty");
        }
        List<Verification> parts = new ArrayList<>();
        new TreeMap<>(settings.all()).forEach((name, part) ->
                parts.add(Verifications.of(property + ".all." + name, part.partOf(settings))));
        Set<String> headers = new HashSet<>();
        Set<String> parameters = new HashSet<>();
        parts.forEach(part -> {
            headers.addAll(part.headers());
            parameters.addAll(part.parameters());
        });
        return new Check(request -> verify(request, parts), Set.copyOf(headers), Set.copyOf(parameters),
                parts.stream().map(Verification::challenge).distinct().collect(Collectors.joining(", ")));
    }

    private static Verified verify(InboundRequest request, List<Verification> parts) {
        List<String> by = new ArrayList<>();
        for (Verification part : parts) {
            Verified found = part.verify(request);
            if (found instanceof Verified.Accepted accepted) {
                by.add(accepted.by());
            } else {
                return found;
            }
        }
        return new Verified.Accepted(String.join("+", by));
    }
}
