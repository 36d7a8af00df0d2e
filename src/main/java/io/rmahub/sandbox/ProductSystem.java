package io.rmahub.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The product system: answers for the SKUs of the {@link Catalogue}, 404 for any other; keeps stock. */
@SandboxOnly
@RestController
class ProductSystem {

    /** What was taken from a warehouse ({@code OUT}) or brought back to it ({@code IN}). */
    record Movement(String movementId, String direction, String sku, long quantity, String serialNumber, String warehouse,
                    String reference, String at) {
    }

    private final Neighbour products;
    private final ObjectMapper json;
    private final Map<String, Long> stock = new ConcurrentHashMap<>();

    ProductSystem(Neighbours neighbours, ObjectMapper json) {
        this.products = neighbours.get(Neighbours.PRODUCTS);
        this.json = json;
    }

    @GetMapping("/sandbox/products/api/products/{sku}")
    Map<String, String> product(@PathVariable String sku) {
        products.countRead();
        return Catalogue.find(sku)
                .map(found -> Map.of("sku", found.sku(), "name", found.name(), "family", found.family()))
                .orElseThrow(() -> new SandboxProblem(HttpStatus.NOT_FOUND, "There is no such product"));
    }

    /** A movement counts once, however often it is told. */
    @PostMapping("/sandbox/products/api/stock-movements")
    ResponseEntity<Map<String, String>> move(
            @RequestHeader(name = "Idempotency-Key", required = false) String key, @RequestBody Movement movement)
            throws JsonProcessingException {
        Neighbour.Receipt receipt =
                products.receive(key, "POST", "/api/stock-movements", json.writeValueAsBytes(movement));
        if (!receipt.repeated()) {
            long change = movement.direction().equals("OUT") ? -movement.quantity() : movement.quantity();
            stock.merge(movement.sku() + " " + movement.warehouse(), change, Long::sum);
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("id", receipt.reference()));
    }

    /** Taken is negative: every warehouse began with as much as it needed. */
    @GetMapping("/sandbox/products/api/stock/{sku}")
    Map<String, Object> stock(@PathVariable String sku) {
        products.countRead();
        Map<String, Long> byWarehouse = new TreeMap<>();
        stock.forEach((place, quantity) -> {
            if (place.startsWith(sku + " ")) {
                byWarehouse.put(place.substring(sku.length() + 1), quantity);
            }
        });
        return Map.of("sku", sku, "warehouses", byWarehouse);
    }
}
