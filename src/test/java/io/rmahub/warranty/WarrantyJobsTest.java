package io.rmahub.warranty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.unit.model.FirmwareVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is proposed and told when its time has come. */
class WarrantyJobsTest {

    private WarrantyFixture hub;

    @BeforeEach
    void start() {
        hub = new WarrantyFixture();
        hub.batteries(2, "2024-11-20");
        hub.lastOnline("2026-03-19T22:00:00Z", "V2.3", FirmwareVersion.of("V2.3").orElseThrow().order());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void soh(String serial, String soh, String throughput) {
        hub.database.jdbc.update("""
                update unit_state set soh = ?::numeric, soh_at = observed_at, throughput_kwh = ?::numeric,
                    throughput_at = observed_at where serial = ?""", soh, throughput, serial);
    }

    private JsonNode told(String type) {
        return WarrantyJson.tree(hub.database.jdbc.queryForObject(
                "select payload from outbox_event where type = ?", String.class, type));
    }

    @Test
    void belowTheGuaranteeAClaimIsProposedOnceWithItsEvidence() {
        soh("B1", "79.9", "12000");
        soh("B2", "80.0", "12000");

        assertThat(hub.capacity.run()).isOne();
        assertThat(hub.capacity.run()).as("again").isZero();
        JsonNode claim = told("warranty.claim-proposed.v1").at("/data/claim");
        assertThat(claim.at("/evidence/sohPercent").asText()).isEqualTo("79.9");
        assertThat(claim.path("status").asText()).isEqualTo("PROPOSED");
        assertThat(hub.count("warranty_claim where fault = 'capacity-loss' and not wants_case")).isOne();
    }

    @Test
    void aboveTheCapNothingIsProposed() {
        soh("B1", "60", "30001");
        hub.database.jdbc.update("""
                insert into unit_day (org_id, serial, day, throughput_kwh)
                values ('demo', 'B1', '2026-03-01', 30000.5)""");

        assertThat(hub.capacity.run()).isZero();
        assertThat(hub.count("warranty_record where soh_judged_at is not null")).isOne();
    }

    @Test
    void ownersAreToldNineSevenAndSixMonthsAheadWithWhatCanBeBought() {
        hub.clock.set("2034-02-19T12:00:00Z");
        assertThat(hub.expiry.run()).as("nine months and a day").isZero();
        hub.clock.set("2034-02-20T12:00:00Z");
        assertThat(hub.expiry.run()).isEqualTo(2);
        assertThat(hub.expiry.run()).as("again").isZero();
        hub.clock.set("2034-04-20T12:00:00Z");
        assertThat(hub.expiry.run()).isEqualTo(2);
        hub.clock.set("2034-05-20T12:00:00Z");
        assertThat(hub.expiry.run()).as("exactly six months").isEqualTo(2);
        assertThat(hub.count("outbox_event where type = 'warranty.expiring.v1' and payload like '%EXTENDED_10Y%'"))
                .isEqualTo(6);
        hub.clock.set("2034-08-20T12:00:00Z");
        assertThat(hub.expiry.run()).isZero();
    }
}
