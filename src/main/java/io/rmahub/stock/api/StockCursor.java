package io.rmahub.stock.api;

import io.rmahub.engine.web.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list of places goes on: behind a SKU and warehouse, which have no id of their own. Opaque to callers. */
record StockCursor(String sku, String warehouse) {

    private static final String BETWEEN = "\u001f";

    static StockCursor after(StockPlaceView last) {
        return new StockCursor(last.sku(), last.warehouse());
    }

    /**
     * As a caller sends it back.
     *
     * @throws RefusedException 400 if it is none
     */
    static StockCursor read(String text) {
        try {
            String[] names = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(BETWEEN, -1);
            if (names.length == 2 && !(names[0] + names[1]).contains("\u0000")) {
                return new StockCursor(names[0], names[1]);
            }
        } catch (IllegalArgumentException e) {
            // No Base64; refused below like any other text that is no cursor.
        }
        throw RefusedException.unreadable("cursor", "the next of another page");
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((sku + BETWEEN + warehouse).getBytes(StandardCharsets.UTF_8));
    }
}
