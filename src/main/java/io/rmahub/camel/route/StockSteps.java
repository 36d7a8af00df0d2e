package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.stock.StockReadModel;
import io.rmahub.stock.StockReadModel.Position;
import io.rmahub.stock.StockReconciliationJob;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The stock of parts: the timer that asks Products about it, and what the API shows. */
@Component("stockSteps")
public final class StockSteps {

    private static final String BETWEEN = "\u001f";

    private final ApiAnswer answer;
    private final StockReadModel stock;
    private final StockReconciliationJob watch;

    StockSteps(ApiAnswer answer, StockReadModel stock, StockReconciliationJob watch) {
        this.answer = answer;
        this.stock = stock;
        this.watch = watch;
    }

    public void ask() {
        watch.ask();
    }

    public void list(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        List<ObjectNode> found = stock.stock(ApiAnswer.principal(exchange).orgId(), ApiAnswer.text(exchange, "sku"),
                ApiAnswer.text(exchange, "warehouse"), cursor(exchange), limit);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found);
        if (found.size() == limit) {
            page.put("next", cursor(found.get(limit - 1)));
        }
        answer.ok(exchange, page);
    }

    public void differences(Exchange exchange) throws JsonProcessingException {
        int limit = ApiAnswer.limit(exchange);
        String status = ApiAnswer.text(exchange, "status");
        if (status != null && !List.of("open", "closed").contains(status)) {
            throw new BadRequestException("status is open or closed");
        }
        List<ObjectNode> found = stock.differences(ApiAnswer.principal(exchange).orgId(),
                status == null ? null : status.equals("open"), ApiAnswer.uuid(exchange, "cursor"), limit);
        answer.page(exchange, found, limit, each -> UUID.fromString(each.path("id").asText()));
    }

    /** A page goes on by SKU and warehouse, which have no id of their own; opaque to whoever gets it. */
    private static String cursor(ObjectNode last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((last.path("sku").asText() + BETWEEN
                + last.path("warehouse").asText()).getBytes(StandardCharsets.UTF_8));
    }

    private static Position cursor(Exchange exchange) {
        String given = ApiAnswer.text(exchange, "cursor");
        if (given == null) {
            return null;
        }
        try {
            String[] names = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8).split(BETWEEN, -1);
            if (names.length == 2 && !(names[0] + names[1]).contains("\u0000")) {
                return new Position(names[0], names[1]);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new BadRequestException("cursor is the next of another page");
    }
}
