package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The product system's book of movements: what is in a warehouse is the sum of what moved there. */
final class StockBook {

    private static final int MOST_KEPT = 100_000;

    /** What was taken from a warehouse ({@code OUT}) or brought back to it ({@code IN}). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Movement(String movementId, String direction, String sku, long quantity, String serialNumber,
                    String warehouse, String reference, String at) {

        private long change() {
            return "OUT".equals(direction) ? -quantity : quantity;
        }

        private String place() {
            return sku + " " + warehouse;
        }
    }

    private record Booked(Movement movement, Instant at) {
    }

    /** What is asked for of a part in a warehouse. */
    record Answer(String sku, String warehouse, long onHand, String asOf, List<Movement> movements) {
    }

    /** The oldest go when there are too many; the sums stay. */
    private final Map<String, Booked> booked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Booked> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private final Map<String, Long> stock = new TreeMap<>();
    private int own;

    /** A movement without an id gets one; one that is there already changes nothing. */
    synchronized Movement write(Movement given) {
        Movement movement = given.movementId() != null
                ? given
                : new Movement("M-" + ++own, given.direction(), given.sku(), given.quantity(), given.serialNumber(),
                        given.warehouse(), given.reference(), given.at());
        if (booked.putIfAbsent(movement.movementId(), new Booked(movement, Instant.now())) == null) {
            stock.merge(movement.place(), movement.change(), Long::sum);
        }
        return movement;
    }

    /** As if it had never been booked; of a part that nothing else is known of nothing is known then. */
    synchronized boolean forget(String movementId) {
        Booked gone = booked.remove(movementId);
        if (gone == null) {
            return false;
        }
        String place = gone.movement().place();
        stock.merge(place, -gone.movement().change(), Long::sum);
        if (booked.values().stream().noneMatch(other -> other.movement().place().equals(place))) {
            stock.remove(place);
        }
        return true;
    }

    synchronized Map<String, Long> warehouses(String sku) {
        Map<String, Long> byWarehouse = new TreeMap<>();
        stock.forEach((place, quantity) -> {
            if (place.startsWith(sku + " ")) {
                byWarehouse.put(place.substring(sku.length() + 1), quantity);
            }
        });
        return byWarehouse;
    }

    synchronized Optional<Answer> answer(String sku, String warehouse, String since) {
        String place = sku + " " + warehouse;
        Instant from = Instant.parse(since);
        return Optional.ofNullable(stock.get(place)).map(onHand -> new Answer(sku, warehouse, onHand,
                Instant.now().toString(), booked.values().stream()
                .filter(each -> each.movement().place().equals(place) && !each.at().isBefore(from))
                .map(Booked::movement).toList()));
    }
}
