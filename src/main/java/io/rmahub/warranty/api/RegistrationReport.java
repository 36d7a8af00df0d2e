package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.web.FieldProblem;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.WarrantyRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What became of the lines of a file. */
public record RegistrationReport(int registered, int refused, List<Line> lines) {

    /** Counts the lines. */
    public static RegistrationReport of(List<Line> lines) {
        int registered = (int) lines.stream().filter(line -> line.id() != null).count();
        return new RegistrationReport(registered, lines.size() - registered, lines);
    }

    /**
     * What became of a line.
     *
     * @param line     its number in the file; the first line names the columns
     * @param status   201, or that of the refusal
     * @param detail   why it was refused; null if it was not
     * @param errors   the fields that cannot be, or null
     * @param warranty the registration that was there before, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(int line, String serialNumber, int status, UUID id, LocalDate expiresAt, String detail,
                       List<FieldProblem> errors, WarrantyRecord warranty) {

        /** A line whose unit is registered. */
        public static Line registered(RegistrationFile.Line line, RegisteredWarranty registered) {
            return new Line(line.number(), line.serialNumber(), 201, registered.warranty().id(),
                    registered.warranty().expiresAt(), null, null, null);
        }

        /** A line of which nothing has an effect. */
        public static Line refused(RegistrationFile.Line line, RefusedException refusal) {
            List<FieldProblem> errors = refusal.members().get("errors") instanceof List<?> list
                    ? list.stream().map(FieldProblem.class::cast).toList() : null;
            WarrantyRecord first =
                    refusal.members().get("warranty") instanceof WarrantyRecord warranty ? warranty : null;
            return new Line(line.number(), line.serialNumber(), refusal.status(), null, null, refusal.detail(), errors,
                    first);
        }
    }
}
