package io.rmahub.trial.sandbox;

import java.util.List;
import java.util.Optional;

/** The invented products. Serial numbers begin with the product's five-character prefix and go on with nine digits. */
final class Catalogue {

    record Product(String sku, String name, String family, String serialPrefix) {
    }

    static final List<Product> PRODUCTS = List.of(
            new Product("HYB-5K-1P", "Hybrid inverter 5 kW, single-phase", "hybrid-inverter", "SH05K"),
            new Product("HYB-10K-3P", "Hybrid inverter 10 kW, three-phase", "hybrid-inverter", "SH10K"),
            new Product("HYB-20K-3P", "Hybrid inverter 20 kW, three-phase", "hybrid-inverter", "SH20K"),
            new Product("GRID-8K-3P", "Grid-tied inverter 8 kW, three-phase", "grid-tied-inverter", "SG08K"),
            new Product("GRID-50K-3P", "Grid-tied inverter 50 kW, three-phase", "grid-tied-inverter", "SG50K"),
            new Product("BAT-5-LV", "Battery module 5.1 kWh, low voltage", "battery", "SB05M"),
            new Product("BAT-10-HV", "Battery tower 10.2 kWh, high voltage", "battery", "SB10M"),
            new Product("ACC-METER-3P", "Smart meter, three-phase", "accessory", "SA03E"));

    private Catalogue() {
    }

    static Optional<Product> find(String sku) {
        return PRODUCTS.stream().filter(product -> product.sku().equals(sku)).findFirst();
    }
}
