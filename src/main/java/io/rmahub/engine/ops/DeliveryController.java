package io.rmahub.engine.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.delivery.DeliverySearch;
import io.rmahub.engine.delivery.DeliverySearch.DeliveryView;
import io.rmahub.engine.delivery.DeliverySearch.OpenCount;
import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.PageLimit;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was sent to targets, what waits, and what was given up. */
@ApiController
class DeliveryController {

    private final DeliverySearch deliveries;

    DeliveryController(DeliverySearch deliveries) {
        this.deliveries = deliveries;
    }

    /** Of an open delivery, or of one that is done. */
    enum Status { PENDING, QUEUED, IN_FLIGHT, RETRY, DEAD, DELIVERED, DISCARDED }

    /**
     * A page of deliveries.
     *
     * @param open how many are open, whatever the page shows
     * @param next the {@code cursor} with which the list goes on; absent when this was its end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryPage(List<OpenCount> open, List<DeliveryView> items, UUID next) {
    }

    @GetMapping("/api/ops/deliveries")
    DeliveryPage find(Caller caller,
            @RequestParam(required = false) Status status,
            @RequestParam(required = false) String target,
            @RequestParam(required = false) UUID cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @PageLimit int limit) {
        String wantedStatus = status == null ? null : status.name();
        Page<DeliveryView> page = Page.of(deliveries.find(caller.orgId(), wantedStatus, target, cursor, limit), limit,
                DeliveryView::id);
        return new DeliveryPage(deliveries.counts(caller.orgId()), page.items(), page.next());
    }
}
