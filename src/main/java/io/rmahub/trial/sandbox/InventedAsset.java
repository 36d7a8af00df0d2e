package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A unit of the TMS, invented from its serial number alone: the same number always gives the same unit. */
final class InventedAsset {

    /** As the maker prints them: two letters, then digits and letters. */
    private static final Pattern MADE_BY_US = Pattern.compile("S[A-Z][0-9A-Z]{8,30}");
    private static final List<String> COUNTRIES = List.of("PL", "DE", "AT", "CZ");
    private static final List<String> CELL = List.of("V2.29", "V2.31", "V2.33");
    private static final List<String> BMS = List.of("1.8", "1.9");
    private static final List<String> CODES = List.of("E-021", "E-102", "W-007", "E-330");
    private static final List<String> FINDINGS = List.of("Fuse replaced, unit back on grid", "Firmware updated on site",
            "Connector of the battery was loose", "BMS board replaced");
    private static final List<String> PARTS = List.of("FUSE-63A", "", "CON-LV-2", "BMS-BOARD-2");

    private InventedAsset() {
    }

    static boolean known(String serial) {
        return MADE_BY_US.matcher(serial).matches();
    }

    static ObjectNode of(String serial) {
        Random random = new Random(serial.hashCode());
        LocalDate installed = LocalDate.of(2023, 1, 9).plusDays(random.nextInt(600));
        String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        ObjectNode asset = JsonNodeFactory.instance.objectNode()
                .put("assetId", "A-" + (100_000 + random.nextInt(900_000)))
                .put("serialNumber", serial).put("installedOn", installed.toString());
        asset.putObject("site").put("id", "SITE-" + random.nextInt(10_000)).put("name", "Roof " + random.nextInt(100))
                .put("country", country);
        asset.putArray("firmware").addObject().put("component", "cell")
                .put("version", CELL.get(random.nextInt(CELL.size())));
        asset.withArray("firmware").addObject().put("component", "bms")
                .put("version", BMS.get(random.nextInt(BMS.size())));
        asset.putArray("faultCodes").addObject().put("code", CODES.get(random.nextInt(CODES.size())));
        LocalDate last = installed;
        asset.putArray("visits");
        for (int i = random.nextInt(3); i >= 0; i--) {
            last = last.plusDays(30 + random.nextInt(150));
            visit(asset.withArray("visits").addObject(), last, random);
        }
        return asset.put("updatedAt", last.plusDays(1).atTime(6, 30).atOffset(ZoneOffset.UTC).toString());
    }

    private static void visit(ObjectNode visit, LocalDate day, Random random) {
        int what = random.nextInt(FINDINGS.size());
        visit.put("taskId", "T-" + (10_000 + random.nextInt(90_000))).put("type", "service")
                .put("at", day + "T10:15:00+01:00").put("findings", FINDINGS.get(what));
        if (!PARTS.get(what).isEmpty()) {
            visit.putArray("parts").addObject().put("sku", PARTS.get(what)).put("qty", 1);
        }
    }
}
