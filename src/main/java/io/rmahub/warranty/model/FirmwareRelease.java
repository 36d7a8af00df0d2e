package io.rmahub.warranty.model;

import java.lang.module.ModuleDescriptor;
import java.time.Instant;
import java.util.Objects;

/**
 * A cell firmware that units of a family must have by a deadline.
 *
 * @param id         of the release; risks and voids refer to it
 * @param family     product family as the catalogue names it
 * @param version    compared number by number, so that 1.10 is after 1.9 and 2.0 the same as 2
 * @param releasedAt from then on a connected unit could get it
 * @param deadline   until then it must have it
 */
public record FirmwareRelease(String id, String family, String version, Instant releasedAt, Instant deadline) {

    public FirmwareRelease {
        Require.text("id", id);
        Require.text("family", family);
        if (parsed(version) == null) {
            throw new IllegalArgumentException("\"version\" is " + version + ", which has no order");
        }
        Objects.requireNonNull(releasedAt, "\"releasedAt\" is missing");
        if (Objects.requireNonNull(deadline, "\"deadline\" is missing").isBefore(releasedAt)) {
            throw new IllegalArgumentException("\"deadline\" is before \"releasedAt\"");
        }
    }

    /** Whether a reported version is this one or a later one. A version that cannot be read is not. */
    public boolean isIn(String reported) {
        ModuleDescriptor.Version running = parsed(reported);
        return running != null && running.compareTo(parsed(version)) >= 0;
    }

    /** Java's own order of versions; a leading letter, as in V2.1, is not part of it. */
    private static ModuleDescriptor.Version parsed(String version) {
        if (version == null) {
            return null;
        }
        try {
            return ModuleDescriptor.Version.parse(version.strip().replaceFirst("^\\D+", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
