package io.rmahub.unit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.unit.model.FirmwareVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps which firmware was published for which product family, and by when a unit must have it. A release that is
 * published again, for example with a later deadline, replaces the earlier one.
 */
@Component
public final class FirmwareReleases implements FactHandler {

    private static final String UPSERT = """
            insert into firmware_release as r (org_id, product_family, component, version, version_order, required,
                                               released_at, deadline, told_at, message_id)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[],
                                 ?::timestamptz[], ?::timestamptz[], ?::uuid[])
            on conflict (org_id, product_family, component, version) do update
            set version_order = excluded.version_order, required = excluded.required,
                released_at = excluded.released_at,
                deadline = excluded.deadline, told_at = excluded.told_at, message_id = excluded.message_id
            where excluded.told_at >= r.told_at""";

    private record Release(String orgId, String family, String component, FirmwareVersion version, boolean required,
                           Instant releasedAt, Instant deadline, Instant publishedAt, UUID messageId) {
    }

    private final JdbcTemplate jdbc;

    FirmwareReleases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String type() {
        return "firmware.released.v1";
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<FactDecision> decisions = new ArrayList<>();
        for (CanonicalMessage fact : facts) {
            decisions.add(decide(fact));
        }
        return decisions;
    }

    /** One by one: releases are rare, and one statement must not meet the same row twice. */
    private FactDecision decide(CanonicalMessage fact) {
        JsonNode data = fact.canonical().path("data");
        FirmwareVersion version = FirmwareVersion.of(data.path("version").asText()).orElse(null);
        if (version == null) {
            return FactDecision.quarantined("A version without a number has no place in the order of versions",
                    "/data/version");
        }
        Instant releasedAt = instant(data.path("releasedAt"));
        Instant deadline = data.has("deadline") ? instant(data.path("deadline"))
                : data.has("graceDays") ? releasedAt.plus(Duration.ofDays(data.path("graceDays").asLong())) : null;
        boolean required = data.path("required").asBoolean();
        if (required && deadline == null) {
            return FactDecision.quarantined("A required firmware needs a deadline or graceDays", "/data/deadline");
        }
        List<Release> releases = new ArrayList<>();
        for (JsonNode family : data.path("productFamilies")) {
            Release release = new Release(fact.orgId(), family.asText(), data.path("component").asText(), version,
                    required, releasedAt, deadline, instant(fact.canonical().path("time")), fact.messageId());
            if (releases.stream().noneMatch(other -> other.family().equals(release.family()))) {
                releases.add(release);
            }
        }
        int written = save(releases);
        List<BusinessKey> keys = List.of(new BusinessKey("firmware", version.text()));
        return (written == 0 ? FactDecision.ignored("a newer word on this release is there already", null)
                : FactDecision.processed("release kept for " + written + " product families", null,
                List.of())).with(keys);
    }

    private int save(List<Release> releases) {
        return UnnestBatch.of(releases).add("text", Release::orgId).add("text", Release::family)
                .add("text", Release::component).add("text", release -> release.version().text())
                .add("text", release -> release.version().order()).add("boolean", Release::required)
                .add("timestamptz", Release::releasedAt).add("timestamptz", Release::deadline)
                .add("timestamptz", Release::publishedAt).add("uuid", Release::messageId).update(jdbc, UPSERT);
    }

    private static Instant instant(JsonNode text) {
        return OffsetDateTime.parse(text.asText()).toInstant();
    }
}
