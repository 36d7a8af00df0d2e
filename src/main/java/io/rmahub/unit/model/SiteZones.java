package io.rmahub.unit.model;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * The time zone of a site whose own zone is not known: that of its country's capital. The day at the site and the
 * office hours there are counted in it; both the warranties and the service levels read this one table.
 */
public final class SiteZones {

    private static final Map<String, ZoneId> BY_COUNTRY = Map.ofEntries(
            zone("AT", "Europe/Vienna"), zone("BE", "Europe/Brussels"), zone("BG", "Europe/Sofia"),
            zone("CH", "Europe/Zurich"), zone("CY", "Asia/Nicosia"), zone("CZ", "Europe/Prague"),
            zone("DE", "Europe/Berlin"), zone("DK", "Europe/Copenhagen"), zone("EE", "Europe/Tallinn"),
            zone("ES", "Europe/Madrid"), zone("FI", "Europe/Helsinki"), zone("FR", "Europe/Paris"),
            zone("GB", "Europe/London"), zone("GR", "Europe/Athens"), zone("HR", "Europe/Zagreb"),
            zone("HU", "Europe/Budapest"), zone("IE", "Europe/Dublin"), zone("IT", "Europe/Rome"),
            zone("LT", "Europe/Vilnius"), zone("LU", "Europe/Luxembourg"), zone("LV", "Europe/Riga"),
            zone("MT", "Europe/Malta"), zone("NL", "Europe/Amsterdam"), zone("NO", "Europe/Oslo"),
            zone("PL", "Europe/Warsaw"), zone("PT", "Europe/Lisbon"), zone("RO", "Europe/Bucharest"),
            zone("SE", "Europe/Stockholm"), zone("SI", "Europe/Ljubljana"), zone("SK", "Europe/Bratislava"));

    private SiteZones() {
    }

    private static Map.Entry<String, ZoneId> zone(String country, String zone) {
        return Map.entry(country, ZoneId.of(zone));
    }

    /**
     * The zone of a country.
     *
     * @param country ISO 3166-1 alpha-2, or null
     * @return empty if the country is not known, or not in the table
     */
    public static Optional<ZoneId> of(String country) {
        return Optional.ofNullable(country).map(BY_COUNTRY::get);
    }
}
