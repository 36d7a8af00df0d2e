package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.rma.Timeline.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A case that this transaction has locked, and what happens to it until the transaction ends. */
final class LockedCase {

    /**
     * What other systems are told of a change.
     *
     * @param what a field's name, or what was done
     */
    record Change(String what, String from, String to, String reason, ChangeContext context) {
    }

    /**
     * An event of its own type beside the change of the case.
     *
     * @param field where {@code about} stands in the data
     */
    record ExtraEvent(String type, String field, ObjectNode about, ChangeContext context) {
    }

    final CaseRow row;
    final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ExtraEvent> extraEvents = new ArrayList<>();
    private boolean touched;

    LockedCase(CaseRow row, Instant now) {
        this.row = row;
        // As exact as PostgreSQL keeps it: what happens now must not be in the future when it is read back.
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether anything happened to it; if not, whoever has read it has still read its last version. */
    boolean isTouched() {
        return touched;
    }

    UUID id() {
        return row.id;
    }

    /** A line in the timeline that other systems need not know. */
    void note(String event, String from, String to, JsonNode detail, ChangeContext context) {
        touched = true;
        entries.add(new Entry(row.orgId, row.id, context.actor(), event, from, to, detail, context.causeId(),
                context.at()));
    }

    /** A line in the timeline of which other systems are told. */
    void change(String event, String what, String from, String to, String reason, ChangeContext context) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        if (reason != null) {
            detail.put("reason", reason);
        }
        note(event, from, to, detail, context);
        changes.add(new Change(what, from, to, reason, context));
    }

    /** A field got another value; nothing happens if it is the same. Returns whether it is another. */
    boolean field(String name, Object from, Object to, ChangeContext context) {
        if (Objects.equals(from, to)) {
            return false;
        }
        change("field_changed", name, text(from), text(to), null, context);
        entries.set(entries.size() - 1, entries.get(entries.size() - 1)
                .with(JsonNodeFactory.instance.objectNode().put("field", name)));
        return true;
    }

    /** An engineer must go there; the field service is told once. */
    void needsVisit(String reason, ChangeContext context) {
        if (!row.visitNeeded) {
            row.visitNeeded = true;
            change("visit_needed", "visitNeeded", "false", "true", reason, context);
            emit("rma.visit-needed.v1", "visit", JsonNodeFactory.instance.objectNode().put("needed", true)
                    .put("reason", reason), context);
        }
    }

    /** Other systems are told this too, with the case as it is in the end. */
    void emit(String type, String field, ObjectNode about, ChangeContext context) {
        extraEvents.add(new ExtraEvent(type, field, about, context));
    }

    List<ExtraEvent> extraEvents() {
        return extraEvents;
    }

    List<Change> changes() {
        return changes;
    }

    /** The lines so far; they are handed out once. */
    List<Entry> takeEntries() {
        List<Entry> taken = List.copyOf(entries);
        entries.clear();
        return taken;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
