package io.rmahub.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rmahub.engine.processing.LookUpCache;
import io.rmahub.unit.model.ProductLookup;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What the product catalogue answered about SKUs. A product that it has is remembered longer than one that it has not,
 * which may have been added meanwhile.
 */
@Component
public final class ProductCatalogue implements LookUpCache {

    /** The name of the look-up whose answers are remembered here. */
    public static final String LOOK_UP = "product";

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

    @Override
    public String name() {
        return LOOK_UP;
    }

    @Override
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

    @Override
    public void learn(String sku, int status, String answer) {
        if (status == 404) {
            absent.put(sku, new ProductLookup.Unknown(sku));
        } else if (status == 200) {
            JsonNode product = product(answer);
            products.put(sku, new ProductLookup.Known(sku, product.path("name").asText(),
                    product.path("family").asText()));
        }
    }

    private JsonNode product(String answer) {
        try {
            return json.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
