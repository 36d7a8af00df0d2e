package io.rmahub.casefact;

import io.rmahub.engine.delivery.DomainEvent;
import java.time.Instant;
import java.util.List;

/**
 * The one way in which parcels, visits, approvals, units and claims tell cases what happened. Who learns of something
 * that concerns a case knows this port and nothing else of cases.
 */
public interface CaseFactRecorder {

    /**
     * Records facts in the transaction that is open. A fact never fails and never takes a case back; one about a case
     * that is not there is written down, and that is all.
     *
     * @return what other systems are to be told
     */
    List<DomainEvent> record(List<CaseFact> facts, Instant now);
}
