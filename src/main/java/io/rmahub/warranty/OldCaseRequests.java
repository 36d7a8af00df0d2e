package io.rmahub.warranty;

import io.rmahub.engine.jdbc.ClusterLock;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.processing.DecisionService;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks at the start for the cases of claims that an earlier version let go on and had not asked for when it was
 * stopped. It finds nothing once the upgrade is over.
 */
@Component
final class OldCaseRequests {

    private static final Logger log = LoggerFactory.getLogger(OldCaseRequests.class);
    private static final int AT_ONCE = 200;

    private final ClusterLock lock;
    private final DecisionService decisions;
    private final CaseRequests requests;
    private final Clock clock;

    OldCaseRequests(ClusterLock lock, DecisionService decisions, CaseRequests requests, Clock clock) {
        this.lock = lock;
        this.decisions = decisions;
        this.requests = requests;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void enter() {
        int entered = lock.runAlone("warranty-old-case-requests", this::enterAll);
        if (entered > 0) {
            log.info("{} claims of an earlier version ask for their cases", entered);
        }
    }

    private int enterAll() {
        int all = 0;
        int entered;
        do {
            entered = decisions.transact(effects -> {
                List<Inbound> messages = requests.oldest(AT_ONCE, clock.instant());
                messages.forEach(effects::enter);
                return messages.size();
            });
            all += entered;
        } while (entered == AT_ONCE);
        return all;
    }
}
