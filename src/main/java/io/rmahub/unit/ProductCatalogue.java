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
 * What the catalogue of Products said about a SKU. A known product is remembered longer than an unknown one, which
 * may have been added meanwhile.
 */
@Component
public final class ProductCatalogue {

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

    /** True if the catalogue would have to be asked about it. */
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

    /** Remembers what the catalogue answered; any other status teaches nothing. */
    public void learn(String sku, int status, String answer) throws JsonProcessingException {
        if (status == 404) {
            unknown.put(sku, new ProductLookup.Unknown(sku));
        } else if (status == 200) {
            JsonNode product = json.readTree(answer);
            known.put(sku, new ProductLookup.Known(sku, product.path("name").asText(), product.path("family").asText()));
        }
    }
}
