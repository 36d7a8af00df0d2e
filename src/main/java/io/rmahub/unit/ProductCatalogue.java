package io.rmahub.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rmahub.unit.model.ProductLookup;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What the product catalogue answered about SKUs. A product that it has is remembered longer than one that it has not,
 * which may have been added meanwhile.
 */
@Component
public final class ProductCatalogue {

    private static final Duration PRODUCT_FOR = Duration.ofMinutes(30);
    private static final Duration ABSENT_FOR = Duration.ofMinutes(1);
    private static final int LARGEST = 20_000;

    private final Cache<String, ProductLookup> products =
            Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(PRODUCT_FOR).build();
    private final Cache<String, ProductLookup> absent =
            Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(ABSENT_FOR).build();
    private final ObjectMapper json;

    public ProductCatalogue(ObjectMapper json) {
        this.json = json;
    }

    /** True if the catalogue would have to be asked about it. */
    public boolean unheardOf(String sku) {
        return sku != null && recall(sku) instanceof ProductLookup.NotAsked;
    }

    /** What it answered, if it was asked lately. */
    public ProductLookup recall(String sku) {
        if (sku == null) {
            return new ProductLookup.NotAsked();
        }
        ProductLookup lookup = products.getIfPresent(sku);
        lookup = lookup == null ? absent.getIfPresent(sku) : lookup;
        return lookup == null ? new ProductLookup.NotAsked() : lookup;
    }

    /** Remembers what the catalogue answered; any other status is no answer. */
    public void learn(String sku, int status, String answer) throws JsonProcessingException {
        if (status == 404) {
            absent.put(sku, new ProductLookup.Unknown(sku));
        } else if (status == 200) {
            JsonNode product = json.readTree(answer);
            products.put(sku, new ProductLookup.Known(sku, product.path("name").asText(),
                    product.path("family").asText()));
        }
    }
}
