package io.rmahub.warranty;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.delivery.EventPayloadCache;
import io.rmahub.engine.delivery.JmsBatchSender;
import io.rmahub.engine.delivery.Outbox;
import io.rmahub.engine.delivery.Subscriptions;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.ledger.Settlements;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Warranties on a database, at a time that the test sets; two targets want its events. */
final class WarrantyFixture implements AutoCloseable {

    static final String ORG = "demo";

    final TestDatabase database = new TestDatabase();
    final Hands clock = new Hands();
    final WarrantySettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("hub.warranty", WarrantySettings.class);
    /** No broker is there: everything that is told waits in the outbox. */
    private final JmsBatchSender queue =
            new JmsBatchSender(new ActiveMQConnectionFactory("tcp://localhost:1?connectionTTL=-1"));
    final DecisionService decisions;
    final WarrantyService warranties;
    final RuleSets ruleSets;
    final Enforcement enforcement;
    final CellCapacityJob capacity;
    final ExpiryNotices expiry;
    final ClaimStore claims;
    final CaseRequests caseRequests;

    /** A clock whose hands are set. */
    static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-03-20T12:00:00Z");

        void set(String time) {
            now = Instant.parse(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    WarrantyFixture() {
        ObjectMapper json = WarrantyJson.MAPPER;
        HubSettings hub = new Binder(new MapConfigurationPropertySource(Map.of(
                "hub.targets.events.events", "warranty.at-risk.v1,warranty.voided.v1,warranty.risk-withdrawn.v1",
                "hub.targets.notices.events", "warranty.at-risk.v1,warranty.voided.v1")))
                .bindOrCreate("hub", HubSettings.class);
        JdbcTemplate jdbc = database.jdbc;
        Outbox outbox = new Outbox(jdbc, new Subscriptions(hub), new EventPayloadCache(json, jdbc), hub,
                clock);
        decisions = new DecisionService(database.transaction, new Settlements(jdbc, database.transaction), outbox,
                new Ledger(jdbc, database.transaction, clock, hub), new WorkDispatcher(queue, hub), clock, List.of());
        ruleSets = new RuleSets(hub, jdbc, clock);
        TelemetryEvidence evidence = new TelemetryEvidence(jdbc, ruleSets);
        warranties = new WarrantyService(new WarrantyStore(jdbc), new RecordColumns(jdbc, ruleSets), evidence);
        claims = new ClaimStore(jdbc);
        caseRequests = new CaseRequests(jdbc);
        enforcement = new Enforcement(jdbc, decisions, warranties, evidence, new RequiredFirmware(jdbc, ruleSets),
                ruleSets, settings, clock);
        capacity = new CellCapacityJob(jdbc, decisions, warranties, claims, ruleSets, settings, clock);
        expiry = new ExpiryNotices(jdbc, decisions, warranties, ruleSets, settings, clock);
    }

    /** Registers batteries that stand in Germany since the day, by the tables' own way. */
    void batteries(int count, String installedOn) {
        database.jdbc.update("""
                insert into warranty_record (id, org_id, serial, product_family, nominal_kwh, site_country, language,
                    customer_email, installed_on, registered_at, registered_by, tier, rule_set_version, cells_until,
                    expires_on, version, updated_at)
                select gen_random_uuid(), 'demo', 'B' || n, 'battery', 10, 'DE', 'de', 'b' || n || '@example.com',
                       ?::date, now(), 'test', 'STANDARD', '', (?::date + interval '120 months')::date,
                       (?::date + interval '120 months')::date, 1, now()
                from generate_series(1, ?) as n""", installedOn, installedOn, installedOn, count);
        database.jdbc.update("""
                insert into warranty_fact (id, org_id, record_id, kind, source, at, fact, recorded_at, cause_id)
                select gen_random_uuid(), org_id, id, 'UnitDescribed', 'test', '2024-12-01Z',
                       '{"at":"2024-12-01T00:00:00Z","source":"test","unit":{"serialNumber":"' || serial
                           || '","family":"battery","nominalKwh":10,"country":"DE","installedOn":"'
                           || installed_on || '"}}',
                       now(), id
                from warranty_record""");
    }

    /** Every unit was online last at the time and had the firmware then. */
    void lastOnline(String time, String firmware, String order) {
        database.jdbc.update("""
                insert into unit_state (org_id, serial, observed_at, online, cell_firmware, cell_firmware_since,
                    cell_firmware_at, first_observed_at, last_online_at, updated_at)
                select org_id, serial, ?::timestamptz, true, ?, ?::timestamptz, ?::timestamptz, '2024-12-01Z',
                       ?::timestamptz, now() from warranty_record""", time, firmware, time, time, time);
        database.jdbc.update("""
                insert into unit_firmware (org_id, serial, component, version, version_order, first_seen_at,
                    last_seen_at)
                select org_id, serial, 'cell', ?, ?, ?::timestamptz, ?::timestamptz from warranty_record""",
                firmware, order, time, time);
    }

    void release(String version, String order, String releasedAt, String deadline) {
        database.jdbc.update("""
                insert into firmware_release (org_id, product_family, component, version, version_order, required,
                    released_at, deadline, told_at, message_id)
                values ('demo', 'powermagic', 'cell', ?, ?, true, ?::timestamptz, ?::timestamptz, now(), ?)""",
                version, order, releasedAt, deadline, UUID.randomUUID());
    }

    /** A reading of a unit that said online arrives, however late. */
    void seenOnline(String serial, String time) {
        database.jdbc.update("""
                insert into unit_presence (org_id, serial, month, allowed, online, offline)
                values ('demo', ?, date_trunc('month', ?::timestamptz)::date, interval '1 hour',
                        tstzmultirange(tstzrange(?::timestamptz, ?::timestamptz + interval '1 hour')), '{}')""",
                serial, time, time, time);
        database.jdbc.update("""
                update unit_state set last_online_at = greatest(last_online_at, ?::timestamptz)
                where serial = ?""", time, serial);
    }

    long count(String sql) {
        return database.jdbc.queryForObject("select count(*) from " + sql, Long.class);
    }

    @Override
    public void close() {
        decisions.destroy();
        queue.destroy();
        database.close();
    }
}
