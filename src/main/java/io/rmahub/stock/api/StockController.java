package io.rmahub.stock.api;

import io.rmahub.engine.web.ApiController;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The stock of parts, as far as cases moved it. */
@ApiController
@RequestMapping("/api/csp/stock")
class StockController {

    private static final String LIMIT = "a number from 1 to 500";

    private final StockReadModel stock;

    StockController(StockReadModel stock) {
        this.stock = stock;
    }

    @GetMapping
    StockPage places(Caller caller, @RequestParam(required = false) String sku,
                     @RequestParam(required = false) String warehouse, @RequestParam(required = false) String cursor,
                     @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(value = 1, message = LIMIT)
                     @Max(value = Page.LARGEST_LIMIT, message = LIMIT) int limit) {
        StockCursor after = cursor == null ? null : StockCursor.read(cursor);
        return StockPage.of(stock.places(caller.orgId(), sku, warehouse, after, limit), limit);
    }

    @GetMapping("/differences")
    Page<StockDifferenceView> differences(Caller caller,
            @RequestParam(required = false) @Pattern(regexp = "open|closed", message = "open or closed") String status,
            @RequestParam(required = false) UUID cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(value = 1, message = LIMIT)
            @Max(value = Page.LARGEST_LIMIT, message = LIMIT) int limit) {
        Boolean open = status == null ? null : (Boolean) status.equals("open");
        return Page.of(stock.differences(caller.orgId(), open, cursor, limit), limit, StockDifferenceView::id);
    }
}
