package io.rmahub.approval.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a system's status codes mean: configured, since each installation has its own. The mapping of the source
 * reads the same configuration; this is how it is checked and explained.
 */
public final class StatusMap {

    /** A code's meaning, and why. */
    public record Meaning(ApprovalStatus status, String reason) {
    }

    private final Map<String, ApprovalStatus> meanings = new HashMap<>();

    /**
     * @param codes codes, separated by commas, by the {@link ApprovalStatus#wireName()} that they mean
     * @throws IllegalArgumentException for a status that there is not, or a code with two meanings
     */
    public StatusMap(Map<String, String> codes) {
        codes.forEach((name, list) -> {
            ApprovalStatus status = status(name);
            Arrays.stream(list.split(",")).map(StatusMap::normal).filter(code -> !code.isEmpty()).forEach(code -> {
                ApprovalStatus other = meanings.putIfAbsent(code, status);
                if (other != null && other != status) {
                    throw new IllegalArgumentException(code + " means both " + other.wireName() + " and " + name);
                }
            });
        });
    }

    /** The meaning of a code as sent; {@code UNKNOWN} for one that is not configured. */
    public Meaning of(String code) {
        ApprovalStatus status = code == null ? null : meanings.get(normal(code));
        return status == null
                ? new Meaning(ApprovalStatus.UNKNOWN, "no status has the code " + code)
                : new Meaning(status, "the code " + code + " is configured as " + status.wireName());
    }

    public boolean isEmpty() {
        return meanings.isEmpty();
    }

    private static ApprovalStatus status(String name) {
        return Arrays.stream(ApprovalStatus.values())
                .filter(status -> status.wireName().equals(name))
                .filter(status -> status != ApprovalStatus.REQUESTED && status != ApprovalStatus.UNKNOWN)
                .findFirst().orElseThrow(() -> new IllegalArgumentException("there is no status " + name));
    }

    private static String normal(String code) {
        return code.strip().toLowerCase(Locale.ROOT);
    }
}
