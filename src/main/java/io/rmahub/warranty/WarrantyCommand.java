package io.rmahub.warranty;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.web.Caller;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What a person or program asks to be done, in a transaction that is open.
 *
 * @param id of the command; what it leads to names it as its cause
 */
record WarrantyCommand(Effects effects, Caller caller, UUID id, Instant now) {

    WarrantyCommand(Effects effects, Caller caller, Instant now) {
        this(effects, caller, UuidCreator.getTimeOrderedEpochPlus1(), now);
    }

    String orgId() {
        return caller.orgId();
    }

    /** Who asks; histories show it. */
    String actor() {
        return caller.name();
    }

    ChangeContext context() {
        return new ChangeContext(actor(), id, now);
    }

    /** In UTC; where a site's own day counts, see its zone. */
    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
