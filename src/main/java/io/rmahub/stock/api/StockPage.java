package io.rmahub.stock.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A page of places, in the order of SKU and warehouse.
 *
 * @param next the {@code cursor} with which the list goes on; absent when this was its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StockPage(List<StockPlaceView> items, String next) {

    static StockPage of(List<StockPlaceView> items, int limit) {
        return new StockPage(items, items.size() == limit ? StockCursor.after(items.get(limit - 1)).text() : null);
    }
}
