package io.rmahub.sandbox;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The product system: answers for the SKUs of the {@link Catalogue}, 404 for any other. */
@SandboxOnly
@RestController
class ProductSystem {

    private final Neighbour products;

    ProductSystem(Neighbours neighbours) {
        this.products = neighbours.get(Neighbours.PRODUCTS);
    }

    @GetMapping("/sandbox/products/api/products/{sku}")
    Map<String, String> product(@PathVariable String sku) {
        products.countRead();
        return Catalogue.find(sku)
                .map(found -> Map.of("sku", found.sku(), "name", found.name(), "family", found.family()))
                .orElseThrow(() -> new SandboxProblem(HttpStatus.NOT_FOUND, "There is no such product"));
    }
}
