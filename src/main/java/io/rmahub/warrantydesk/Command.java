package io.rmahub.warrantydesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.decision.Effects;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What a person or program asks to be done with a warranty, in a transaction that is open.
 *
 * @param actor     who asks; the history shows it
 * @param id        of the command; what it led to names it as its cause
 * @param ifVersion the version that the warranty must have, or null
 */
record Command(Connection connection, Effects effects, String orgId, String actor, UUID id, Long ifVersion, JsonNode body,
               Instant now) {

    WarrantyDesk.By by() {
        return new WarrantyDesk.By(actor, id, now);
    }

    /** In UTC; where a site's own day counts, see its zone. */
    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    UnitEntry entry() {
        return new UnitEntry(body, today());
    }

    void requireVersion(WarrantyRecord found) {
        if (ifVersion != null && ifVersion != found.version()) {
            throw Refusal.changedMeanwhile(found.version());
        }
    }
}
