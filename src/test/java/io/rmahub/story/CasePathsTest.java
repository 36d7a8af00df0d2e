package io.rmahub.story;

import static io.rmahub.story.Courier.DHL;
import static io.rmahub.story.Courier.GLS;
import static io.rmahub.story.Courier.INPOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/**
 * One story for each way in which a case can be resolved, from the webhook of the helpdesk to the closure. Parcels are
 * moved by what carriers push at their doors, visits by the field service, money by HuiLianYi.
 */
class CasePathsTest extends HubStory {

    @Test
    void replaceTheUnit() {
        CasePath path = CasePath.fromTheHelpdesk();
        path.patch("{\"assignee\":\"anna\",\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        String in = path.ship(DHL, "IN", "INBOUND_FAULTY");
        assertThat(path.status()).isEqualTo("UNIT_INBOUND");
        path.post("standby", "{\"action\":\"issue\",\"serialNumber\":\"ST-" + path.number()
                + "\",\"location\":\"Warszawa\",\"expectedBackAt\":\"2030-01-01T00:00:00Z\"}");
        GLS.arrives(path, path.ship(GLS, "SO", "STANDBY_OUT"));
        DHL.moves(path, in);
        DHL.arrives(path, in);
        assertThat(path.status()).isEqualTo("RECEIVED");
        path.patch("{\"move\":\"replace\"}");
        String out = path.ship(GLS, "OUT", "OUTBOUND_REPLACEMENT");
        GLS.moves(path, out);
        assertThat(path.status()).isEqualTo("OUTBOUND");
        GLS.arrives(path, out);
        assertThat(path.status()).isEqualTo("DELIVERED");
        path.refused("POST", "/close", "{\"csat\":5}");
        String back = path.ship(INPOST, "SB", "STANDBY_BACK");
        INPOST.arrives(path, back);
        path.patch("{\"move\":\"customer_confirmed\"}");
        path.post("close", "{\"csat\":5,\"resolutionNotes\":\"Unit replaced\"}");

        assertThat(path.status()).isEqualTo("CLOSED");
        assertThat(path.now().path("csat").asInt()).isEqualTo(5);
        path.timelineIsWhole();
        assertThat(path.told()).containsExactly(
                "REPORTED", "warranty_decided", "team_assigned", "asset.reported", "field_changed", "DIAGNOSING",
                "resolution_chosen", "APPROVED", "shipment.pending INBOUND_FAULTY", "UNIT_INBOUND", "standby.issued",
                "shipment.pending STANDBY_OUT", "shipment.delivered STANDBY_OUT", "shipment.in-transit INBOUND_FAULTY",
                "shipment.delivered INBOUND_FAULTY", "RECEIVED", "REPLACED",
                "shipment.pending OUTBOUND_REPLACEMENT", "OUTBOUND", "shipment.in-transit OUTBOUND_REPLACEMENT",
                "shipment.delivered OUTBOUND_REPLACEMENT", "DELIVERED", "shipment.pending STANDBY_BACK",
                "shipment.delivered STANDBY_BACK", "customer.confirmed", "CONFIRMED", "field_changed",
                "field_changed", "CLOSED");
        assertThat(path.heardAndTold()).containsExactly(
                "csp", "dhl", "gls", "inpost", "notification", "notification-webhook", "rma-events", "thulium",
                "tickets", "tms-assets");
        assertThat(ask("/api/csp/units/ST-" + path.number() + "/movements").path("items").findValuesAsText("movement"))
                .containsExactly("standby.issued", "standby.returned");
        path.refused("PATCH", "", "{\"status\":\"DIAGNOSING\"}");
    }

    /** The unit stays on the roof: nothing travels but the technician. */
    @Test
    void repairOnSite() {
        CasePath path = CasePath.fromTheHelpdesk();
        path.patch("{\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REPAIR_ON_SITE\",\"status\":\"APPROVED\"}");
        awaitReceived("tms", path.number(), 1);
        assertThat(path.now().at("/clocks/onSite/state").asText()).isNotEmpty();
        path.tmsSays("scheduled", "");
        path.tmsSays("started", "");
        assertThat(path.status()).isEqualTo("IN_REPAIR");
        path.tmsSays("completed", "{\"sku\":\"BAT-5-LV\",\"qty\":1,\"serialNumber\":\"PV-" + path.number() + "\"}");
        path.patch("{\"csat\":4}");

        assertThat(path.status()).isEqualTo("CLOSED");
        assertThat(path.now().at("/parts/0/serialNumber").asText()).isEqualTo("PV-" + path.number());
        assertThat(path.now().at("/clocks/onSite/state").asText()).isEqualTo("STOPPED");
        path.timelineIsWhole();
        assertThat(path.told()).containsExactly(
                "REPORTED", "warranty_decided", "team_assigned", "asset.reported", "DIAGNOSING", "resolution_chosen",
                "APPROVED", "visit_needed", "visit.scheduled", "visit.started", "IN_REPAIR", "part.used",
                "visit.completed", "CONFIRMED", "CLOSED", "field_changed");
        assertThat(path.heardAndTold()).containsExactly(
                "csp", "notification", "notification-webhook", "products", "rma-events", "thulium", "tickets", "tms",
                "tms-assets");
    }

    @Test
    void replaceAPart() {
        CasePath path = CasePath.fromTheHelpdesk();
        path.patch("{\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REPLACE_PART\",\"status\":\"APPROVED\"}");
        String in = path.ship(GLS, "IN", "INBOUND_FAULTY");
        GLS.moves(path, in);
        GLS.arrives(path, in);
        assertThat(path.status()).isEqualTo("RECEIVED");
        path.post("standby", "{\"action\":\"issue\",\"serialNumber\":\"ST-" + path.number()
                + "\",\"expectedBackAt\":\"2030-01-01T00:00:00Z\"}");
        path.patch("{\"move\":\"start_repair\"}");
        path.post("parts", "{\"productId\":\"FAN-80\",\"qty\":2,\"warehouseCode\":\"WAW-1\"}");
        String out = path.ship(INPOST, "OUT", "OUTBOUND_REPLACEMENT");
        INPOST.moves(path, out);
        assertThat(path.status()).isEqualTo("OUTBOUND");
        INPOST.arrives(path, out);
        assertThat(path.status()).isEqualTo("DELIVERED");
        String back = path.ship(DHL, "SB", "STANDBY_BACK");
        DHL.moves(path, back);
        DHL.arrives(path, back);
        path.post("close", "{\"csat\":4}");

        assertThat(path.status()).isEqualTo("CLOSED");
        path.timelineIsWhole();
        assertThat(path.told()).containsExactly(
                "REPORTED", "warranty_decided", "team_assigned", "asset.reported", "DIAGNOSING", "resolution_chosen",
                "APPROVED", "shipment.pending INBOUND_FAULTY", "UNIT_INBOUND", "shipment.in-transit INBOUND_FAULTY",
                "shipment.delivered INBOUND_FAULTY", "RECEIVED", "STANDBY_ISSUED", "standby.issued", "IN_REPAIR",
                "part_pulled", "shipment.pending OUTBOUND_REPLACEMENT", "OUTBOUND",
                "shipment.in-transit OUTBOUND_REPLACEMENT", "shipment.delivered OUTBOUND_REPLACEMENT", "DELIVERED",
                "shipment.pending STANDBY_BACK", "shipment.in-transit STANDBY_BACK",
                "shipment.delivered STANDBY_BACK", "field_changed", "CLOSED");
        assertThat(path.heardAndTold()).containsExactly(
                "csp", "dhl", "gls", "inpost", "notification", "notification-webhook", "products", "rma-events",
                "thulium", "tickets", "tms-assets");
    }

    /** The customer keeps no stand-by unit and nobody comes: the faulty unit comes in, and money goes out. */
    @Test
    void refundOnlyWithTheApprovalOfMoney() {
        CasePath path = CasePath.fromTheHelpdesk();
        path.patch("{\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REFUND\",\"refundAmount\":1200.50,\"refundCurrency\":\"EUR\"}");
        assertThat(path.refused("PATCH", "", "{\"status\":\"APPROVED\"}").body()).contains("approval of money")
                .contains("ask_oa");
        path.patch("{\"status\":\"WAITING_FOR_OA\"}");
        assertThat(path.now().at("/approvals/huilianyi").asText()).isEqualTo("ASKED");
        assertThat(path.now().at("/clocks/case/pausedBy/0").asText()).isEqualTo("oa");
        path.huilianyiSays("approved");
        await("the approval").atMost(SOON).until(() -> path.status().equals("APPROVED"));
        String in = path.ship(INPOST, "IN", "INBOUND_FAULTY");
        INPOST.moves(path, in);
        INPOST.arrives(path, in);
        path.patch("{\"move\":\"refund_paid\"}");
        path.post("close", "{\"csat\":3}");

        assertThat(path.status()).isEqualTo("CLOSED");
        path.timelineIsWhole();
        assertThat(path.told()).containsExactly(
                "REPORTED", "warranty_decided", "team_assigned", "asset.reported", "DIAGNOSING", "resolution_chosen",
                "field_changed", "approval.requested", "WAITING_FOR_OA", "approval.approved", "APPROVED",
                "shipment.pending INBOUND_FAULTY", "UNIT_INBOUND", "shipment.in-transit INBOUND_FAULTY",
                "shipment.delivered INBOUND_FAULTY", "RECEIVED", "refund.paid", "CONFIRMED", "field_changed", "CLOSED");
        assertThat(path.heardAndTold()).containsExactly(
                "csp", "huilianyi", "inpost", "notification", "notification-webhook", "rma-events", "thulium",
                "tickets", "tms-assets");
    }

    @Test
    void rejectSendsTheUnitBack() {
        CasePath path = CasePath.fromTheHelpdesk();
        path.patch("{\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        String in = path.ship(INPOST, "IN", "INBOUND_FAULTY");
        INPOST.moves(path, in);
        INPOST.arrives(path, in);
        path.patch("{\"status\":\"REJECTED\",\"reason\":\"damaged by water\"}");
        path.refused("POST", "/close", "{}");
        String out = path.ship(DHL, "BACK", "OUTBOUND_REPLACEMENT");
        DHL.moves(path, out);
        DHL.arrives(path, out);
        path.post("close", "{\"csat\":1}");

        assertThat(path.status()).isEqualTo("CLOSED");
        assertThat(path.now().path("resolutionType").asText()).isEqualTo("REJECT");
        path.timelineIsWhole();
        assertThat(path.told()).containsExactly(
                "REPORTED", "warranty_decided", "team_assigned", "asset.reported", "DIAGNOSING", "resolution_chosen",
                "APPROVED", "shipment.pending INBOUND_FAULTY", "UNIT_INBOUND", "shipment.in-transit INBOUND_FAULTY",
                "shipment.delivered INBOUND_FAULTY", "RECEIVED", "resolution_chosen", "REJECTED",
                "shipment.pending OUTBOUND_REPLACEMENT", "OUTBOUND", "shipment.in-transit OUTBOUND_REPLACEMENT",
                "shipment.delivered OUTBOUND_REPLACEMENT", "DELIVERED", "field_changed", "CLOSED");
        assertThat(path.heardAndTold()).containsExactly(
                "csp", "dhl", "inpost", "notification", "notification-webhook", "rma-events", "thulium", "tickets",
                "tms-assets");
    }

    /** The parcel was there before anybody had looked at the case. */
    @Test
    void factsThatComeEarlyAreKept() {
        CasePath path = CasePath.opened();
        String in = path.ship(DHL, "IN", "INBOUND_FAULTY");
        DHL.arrives(path, in);
        assertThat(path.status()).isEqualTo("REPORTED");
        path.patch("{\"status\":\"DIAGNOSING\"}");
        path.patch("{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
        assertThat(path.status()).isEqualTo("RECEIVED");
    }
}
