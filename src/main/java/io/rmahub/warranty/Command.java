package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.processing.Effects;
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
record Command(Effects effects, String orgId, String actor, UUID id, Long ifVersion, JsonNode body,
               Instant now) {

    WarrantyService.ChangeContext by() {
        return new WarrantyService.ChangeContext(actor, id, now);
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
            throw WarrantyRefusedException.changedMeanwhile(found.version());
        }
    }
}
