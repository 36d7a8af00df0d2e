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
 * What the catalogue of Products said about a SKU. A known product is remembered longer than an unknown one, which
 * may have been added meanwhile.
 */
@Component
public final class ProductCatalogue implements LookUpCache {

    /** The name of the look-up whose answers are remembered here. */
    public static final String LOOK_UP = "product";

    private static final Duration KNOWN_FOR = Duration.ofMinutes(30);
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);
    private static final int LARGEST = 20_000;

    private final Cache<String, ProductLookup> known =
            Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(KNOWN_FOR).build();
    private final Cache<String, ProductLookup> unknown =
            Caffeine.newBuilder().maximumSize(LARGEST).expireAfterWrite(UNKNOWN_FOR).build();
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

    /** What it said, if it was asked lately. */
    public ProductLookup recall(String sku) {
        if (sku == null) {
            return new ProductLookup.NotAsked();
        }
        ProductLookup lookup = known.getIfPresent(sku);
        lookup = lookup == null ? unknown.getIfPresent(sku) : lookup;
        return lookup == null ? new ProductLookup.NotAsked() : lookup;
    }

    @Override
    public void learn(String sku, int status, String answer) {
        if (status == 404) {
            unknown.put(sku, new ProductLookup.Unknown(sku));
        } else if (status == 200) {
            JsonNode product = product(answer);
            known.put(sku, new ProductLookup.Known(sku, product.path("name").asText(), product.path("family").asText()));
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
