package io.rmahub.shipment.model;

import java.util.Locale;

/** Names of carriers, which differ between carriers and those who speak for several. */
public final class Carriers {

    private Carriers() {
    }

    /**
     * What the names of one carrier's services have in common: {@code dhl} of {@code dhl-express} and
     * {@code dhl_parcel_de}. Good enough to choose between parcels of the same number, and used for nothing else.
     */
    public static String family(String carrier) {
        return carrier.toLowerCase(Locale.ROOT).split("[-_ ]", 2)[0];
    }
}
