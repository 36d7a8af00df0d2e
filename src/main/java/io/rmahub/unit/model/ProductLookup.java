package io.rmahub.unit.model;

/** What the product catalogue said about the SKU of a report. */
public sealed interface ProductLookup {

    /** The catalogue has this product. */
    record Known(String sku, String name, String family) implements ProductLookup {
    }

    /** The catalogue answered that it has no such SKU. */
    record Unknown(String sku) implements ProductLookup {
    }

    /** The catalogue was not asked, or did not answer. */
    record NotAsked() implements ProductLookup {
    }
}
