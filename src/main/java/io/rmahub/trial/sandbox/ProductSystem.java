package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The product system: answers for the SKUs of the {@link Catalogue}, 404 for any other; keeps stock. Beside its API a
 * test or a person makes it forget a movement, or books one that nobody told it.
 */
@SandboxOnly
@RestController
class ProductSystem {

    private final Neighbour products;
    private final Neighbour asked;
    private final ObjectMapper json;
    private final StockBook book = new StockBook();

    ProductSystem(Neighbours neighbours, ObjectMapper json) {
        this.products = neighbours.get(Neighbours.PRODUCTS);
        this.asked = neighbours.get(Neighbours.PRODUCTS_STOCK);
        this.json = json;
    }

    @GetMapping("/sandbox/products/api/products/{sku}")
    Map<String, String> product(@PathVariable String sku) {
        products.countRead();
        return Catalogue.find(sku)
                .map(found -> Map.of("sku", found.sku(), "name", found.name(), "family", found.family()))
                .orElseThrow(() -> new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such product"));
    }

    /** A movement counts once, however often it is told. */
    @PostMapping("/sandbox/products/api/stock-movements")
    ResponseEntity<Map<String, String>> move(
            @RequestHeader(name = "Idempotency-Key", required = false) String key,
            @RequestBody StockBook.Movement movement) throws JsonProcessingException {
        Neighbour.Receipt receipt =
                products.receive(key, "POST", "/api/stock-movements", json.writeValueAsBytes(movement));
        book.write(movement);
        return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("id", receipt.reference()));
    }

    /** Taken is negative: every warehouse began with as much as it needed. */
    @GetMapping("/sandbox/products/api/stock/{sku}")
    Map<String, Object> stock(@PathVariable String sku) {
        products.countRead();
        return Map.of("sku", sku, "warehouses", book.warehouses(sku));
    }

    /** What is in a warehouse, and what moved there since a time. */
    @GetMapping("/sandbox/products-stock/api/stock/{sku}")
    StockBook.Answer stock(@PathVariable String sku, @RequestParam String warehouse, @RequestParam String since) {
        asked.countRead();
        return book.answer(sku, warehouse, since).orElseThrow(() ->
                new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such part in that warehouse"));
    }

    /** Books a movement that nobody told. */
    @PostMapping("/sandbox/products/movements")
    ResponseEntity<StockBook.Movement> book(@RequestBody StockBook.Movement movement) {
        return ResponseEntity.status(HttpStatus.CREATED).body(book.write(movement));
    }

    @DeleteMapping("/sandbox/products/movements/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String id) {
        if (!book.forget(id)) {
            throw new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such movement");
        }
    }
}
