package io.rmahub.warranty;

import io.rmahub.engine.processing.LookUpClient;
import io.rmahub.unit.ProductCatalogue;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.api.RegistrationRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The families that the product catalogue gives to units whose family is not named; no answer is no obstacle. */
@Component
final class ProductFamilies {

    private static final Pattern SKU = Pattern.compile("[^\\s/?#%\\\\]{1,64}");

    private final ProductCatalogue catalogue;
    private final LookUpClient lookUps;

    ProductFamilies(ProductCatalogue catalogue, LookUpClient lookUps) {
        this.catalogue = catalogue;
        this.lookUps = lookUps;
    }

    /** What the catalogue says of the unit's SKU, or null. It may be asked, so no transaction may be open. */
    String of(RegistrationRequest request) {
        return of(List.of(request)).get(request.productId());
    }

    /** By SKU; each is asked about once. */
    Map<String, String> of(List<RegistrationRequest> requests) {
        Map<String, String> families = new HashMap<>();
        for (RegistrationRequest request : requests) {
            String sku = request.productId();
            if (request.productFamily() == null && sku != null && !families.containsKey(sku)) {
                families.put(sku, family(sku));
            }
        }
        return families;
    }

    private String family(String sku) {
        if (!SKU.matcher(sku).matches()) {
            return null;
        }
        if (catalogue.unheardOf(sku)) {
            lookUps.ask("product", sku);
        }
        return catalogue.recall(sku) instanceof ProductLookup.Known known ? known.family() : null;
    }
}
