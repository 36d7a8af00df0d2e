package io.rmahub.warranty.api;

import io.rmahub.engine.web.RefusedException;
import java.util.List;
import java.util.Objects;

/**
 * Units to be registered from a file.
 *
 * @param content the file as it came
 */
public record RegistrationFile(byte[] content, List<Line> lines) {

    /**
     * A line of the file.
     *
     * @param number  of the line in the file
     * @param request what it says; null if it cannot be
     * @param refusal what is wrong with it; null if nothing is
     */
    public record Line(int number, String serialNumber, RegistrationRequest request, RefusedException refusal) {

        /** The request, unless the line was refused when it was read. */
        public RegistrationRequest required() {
            if (refusal != null) {
                throw refusal;
            }
            return request;
        }
    }

    /** What can be registered. */
    public List<RegistrationRequest> requests() {
        return lines.stream().map(Line::request).filter(Objects::nonNull).toList();
    }
}
