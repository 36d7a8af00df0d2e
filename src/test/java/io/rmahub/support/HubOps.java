package io.rmahub.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a running hub says about itself, asked with an administrator's key. */
public final class HubOps {

    private static final int PAGE = 500;
    private static final List<String> OPEN_STATUSES = List.of("PENDING", "QUEUED", "IN_FLIGHT", "RETRY", "DEAD");

    private final URI base;
    private final String key;

    public HubOps(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** The ledger's figures. */
    public record Ledger(long accepted, Map<String, Long> byState, long waiting, long unaccounted) {

        public long in(String state) {
            return byState.getOrDefault(state, 0L);
        }
    }

    /** One case as listed. */
    public record Case(String number, String externalRef) {
    }

    public Ledger ledger() {
        JsonNode answer = get("/api/ops/ledger");
        Map<String, Long> states = new LinkedHashMap<>();
        answer.path("byState").fields().forEachRemaining(e -> states.put(e.getKey(), e.getValue().asLong()));
        return new Ledger(answer.required("accepted").asLong(), states, answer.required("waiting").asLong(),
                answer.required("unaccounted").asLong());
    }

    /** Whether no delivery waits, is under way or was given up. */
    public boolean noOpenDelivery() {
        return OPEN_STATUSES.stream().allMatch(this::noDelivery);
    }

    /** Some of the deliveries that {@link #noOpenDelivery} stands against, for whoever reads why a test failed. */
    public String openDeliveries() {
        return OPEN_STATUSES.stream()
                .flatMap(status -> StreamSupport.stream(deliveries(status, 20).spliterator(), false))
                .map(JsonNode::toString).collect(Collectors.joining("\n"));
    }

    private boolean noDelivery(String status) {
        return deliveries(status, 1).isEmpty();
    }

    private JsonNode deliveries(String status, int limit) {
        JsonNode answer = get("/api/ops/deliveries?limit=" + limit + "&status=" + status);
        return answer.isArray() ? answer : answer.required("items");
    }

    /** All cases, page by page. */
    public List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/csp/rma?limit=" + PAGE + cursor);
            page.path("items").forEach(
                    item -> cases.add(new Case(item.path("number").asText(), item.path("externalRef").asText())));
            cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return cases;
    }

    private JsonNode get(String path) {
        return Json.get(base.resolve(path), key);
    }
}
