package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One invented ticket, with the habits of the real helpdesk: numbers as text or as numbers, times without a zone
 * (local time of Warsaw), empty values as empty text, newest message first, attachments as tokens.
 *
 * @param flagged whether the helpdesk marked it as a warranty case: custom field and queue
 * @param fields  whether the serial number has its custom field, or stands in the text only
 */
record InventedTicket(long id, boolean flagged, Catalogue.Product product, String sku, boolean fields, Site site,
        String reason, String priority, boolean visit, LocalDate producedOn, LocalDateTime createdAt) {

    /** Where a customer is and what is written there. */
    enum Site {
        PL("pl", "Falownik nie działa", "Dzień dobry, urządzenie zgłasza błąd i nie ładuje magazynu energii. "
                + "Numer seryjny: %s. Proszę o pomoc."),
        DE("de", "Wechselrichter außer Betrieb", "Guten Tag, das Gerät meldet einen Fehler und lädt den Speicher "
                + "nicht. Seriennummer: %s. Bitte prüfen Sie die Gewährleistung. Grüße"),
        GB("en", "Inverter has stopped", "Hello, the unit shows a fault and does not charge the battery. "
                + "Serial number: %s. Please help."),
        FR("en", "Unit fault after storm", "Hello, the unit on our site near Orléans shows a fault. "
                + "Serial number: %s. Please advise.");

        final String language;
        final String subject;
        final String text;

        Site(String language, String subject, String text) {
            this.language = language;
            this.subject = subject;
            this.text = text;
        }
    }

    private static final long SHOWCASE = 1234;
    private static final long ALWAYS_FLAGGED_BELOW = 100_000;
    private static final String WARRANTY_QUEUE = "serwis-gwarancja";
    private static final List<String> REASONS =
            List.of("defect", "damage", "missing_part", "wrong_item", "site_not_ready", "access_issue", "other");
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static InventedTicket of(long id) {
        var random = new SplittableRandom(id);
        boolean flagged = random.nextInt(100) < 90 || id < ALWAYS_FLAGGED_BELOW;
        var product = Catalogue.PRODUCTS.get(random.nextInt(Catalogue.PRODUCTS.size()));
        String sku = random.nextInt(100) < 4 ? "OLD-" + product.serialPrefix() : product.sku();
        boolean fields = random.nextInt(100) >= 5;
        var site = Site.values()[random.nextInt(Site.values().length)];
        String reason = REASONS.get(random.nextInt(REASONS.size()));
        String priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
        boolean visit = random.nextInt(100) < 40;
        var producedOn = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4_000));
        // From 08:00 to 17:59, so that no time falls into the hour that a change of clocks skips or repeats.
        var createdAt = LocalDate.of(2026, 1, 5).plusDays(random.nextInt(180)).atTime(8, 0)
                .plusMinutes(random.nextInt(600));
        if (id == SHOWCASE) {
            return new InventedTicket(id, true, Catalogue.PRODUCTS.get(1), Catalogue.PRODUCTS.get(1).sku(), true,
                    Site.PL, "defect", "high", true, LocalDate.of(2024, 2, 12), createdAt);
        }
        return new InventedTicket(id, flagged, product, sku, fields, site, reason, priority, visit, producedOn,
                createdAt);
    }

    String serialNumber() {
        return product.serialPrefix() + String.format("%09d", id);
    }

    ObjectNode toJson(JsonNodeFactory json, boolean withCustomFields) {
        ObjectNode ticket = json.objectNode();
        if (id % 2 == 0) {
            ticket.put("ticket_id", id);
        } else {
            ticket.put("ticket_id", Long.toString(id));
        }
        ticket.put("from", "customer" + customer() + "@example.com")
                .put("ticket_queue_name", flagged ? WARRANTY_QUEUE : "biuro")
                .put("ticket_queue_id", flagged ? 32 : 7)
                .put("subject", site.subject + " – " + serialNumber())
                .put("status_id", "2")
                .put("substatus_id", "")
                .put("customer_id", customer())
                .put("full_status_name", "Nowe")
                .put("category_id", flagged ? "3" : "1")
                .put("user_login", "akowalska")
                .put("created_at", MINUTES.format(createdAt))
                .put("updated_at", MINUTES.format(createdAt.plusMinutes(42)))
                .put("closed_at", "");
        ticket.set("messages", messages(json));
        if (withCustomFields) {
            ticket.set("custom_fields", customFields(json));
        }
        return ticket;
    }

    private ArrayNode messages(JsonNodeFactory json) {
        return json.arrayNode()
                .add(message(json, 2, "COMMENT", "akowalska", "", "Sprawdzić gwarancję", createdAt.plusMinutes(42)))
                .add(message(json, 1, "REPLY", "akowalska", "OK, " + serialNumber(), "", createdAt.plusMinutes(20)))
                .add(message(json, 0, "MAIL", "", String.format(site.text, serialNumber()), "", createdAt));
    }

    private ObjectNode message(JsonNodeFactory json, int number, String type, String user, String body, String comment,
            LocalDateTime at) {
        ObjectNode message = json.objectNode()
                .put("message_id", id * 10 + number)
                .put("user_login", user)
                .put("type", type)
                .put("body", body)
                .put("comment", comment)
                .put("system_comment", "")
                .put("created_at", MINUTES.format(at));
        ArrayNode attachments = message.putArray("attachments");
        if (type.equals("MAIL") && id % 3 == 0) {
            attachments.add(String.format("%022x", id));
        }
        return message;
    }

    private ArrayNode customFields(JsonNodeFactory json) {
        ArrayNode all = json.arrayNode();
        field(all, 11, "serial_number", fields ? serialNumber() : "");
        field(all, 12, "product_sku", sku);
        field(all, 13, "purchase_date", producedOn.plusDays(95).toString());
        field(all, 14, "installation_date", producedOn.plusDays(120).toString());
        field(all, 15, "production_date", producedOn.toString());
        field(all, 16, "site_country", site.name());
        field(all, 17, "reason_code", reason);
        field(all, 18, "priority", priority);
        field(all, 19, "fault_codes", reason.equals("defect") ? "E" + (100 + id % 50) + ",E" + (200 + id % 30) : "");
        field(all, 20, "visit_required", visit ? "yes" : "no");
        field(all, 21, "warranty", flagged ? "yes" : "no");
        field(all, 22, "language", site.language);
        field(all, 23, "site_id", "SITE-" + id % 5_000);
        field(all, 24, "asset_id", "ASSET-" + id);
        return all;
    }

    private static void field(ArrayNode all, int number, String name, String value) {
        all.addObject().put("custom_field_id", number).put("name", name).put("value", value);
    }

    private long customer() {
        return 30_000 + id % 20_000;
    }
}
