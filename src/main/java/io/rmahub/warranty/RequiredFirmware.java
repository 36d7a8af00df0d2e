package io.rmahub.warranty;

import io.rmahub.engine.jdbc.Sql;
import io.rmahub.warranty.model.FirmwareRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Cell firmware that had to be there by now, and the warranties that something can have changed for:
 *
 * <ul>
 * <li>not yet judged: heard of before the deadline, not online since the release, and without the firmware;
 * <li>found not to be concerned, and changed since;
 * <li>at risk: the grace has ended, or a sign of connection or of the firmware has arrived.
 * </ul>
 *
 * The latest time that a unit said it was online ({@code unit_state.last_online_at}) rises with late readings too, so
 * that one comparison tells whether it was online at all since the release.
 */
@Component
final class RequiredFirmware {

    private static final Logger log = LoggerFactory.getLogger(RequiredFirmware.class);

    private static final String DUE = """
            select org_id, product_family, version, version_order, released_at, deadline from firmware_release
            where required and component = 'cell' and deadline < ?::timestamptz
            order by org_id, deadline, product_family, version""";

    private static final String CANDIDATES = """
            select r.id from warranty_record r
            join unit_state u on u.org_id = r.org_id and u.serial = r.serial
            left join warranty_watch w on w.record_id = r.id and w.release_id = ?
            where r.org_id = ? and r.product_family = ? and r.id > ? and get_byte(uuid_send(r.id), 15) % ? = ?
              and case when w.state is null or w.state = 'UNCONCERNED' and w.record_version <> r.version
                       then u.first_observed_at <= ?::timestamptz
                            and (u.last_online_at is null or u.last_online_at < ?::timestamptz)
                            and not exists (select 1 from unit_firmware f
                                            where f.org_id = r.org_id and f.serial = r.serial and f.component = 'cell'
                                              and f.version_order >= ?)
                       when w.state = 'AT_RISK'
                       then w.grace_ends < ?::timestamptz::date + 1
                            or u.last_online_at >= ?::timestamptz
                            or exists (select 1 from unit_firmware f
                                       where f.org_id = r.org_id and f.serial = r.serial and f.component = 'cell'
                                         and f.version_order >= ?)
                       else false end
            order by r.id limit ?""";

    /**
     * A release that had to be there.
     *
     * @param family       as the policies name it
     * @param versionOrder sorts by bytes as versions sort
     */
    record Due(String orgId, String family, String versionOrder, FirmwareRelease release) {
    }

    /**
     * Which of them.
     *
     * @param after  the id of the last one before
     * @param share  of {@code shares}, from 0
     */
    record Page(UUID after, int limit, int share, int shares) {
    }

    private final JdbcTemplate jdbc;
    private final RuleSets ruleSets;

    RequiredFirmware(JdbcTemplate jdbc, RuleSets ruleSets) {
        this.jdbc = jdbc;
        this.ruleSets = ruleSets;
    }

    List<Due> due(Instant now) {
        List<Due> due = new ArrayList<>();
        jdbc.query(DUE, row -> {
            String orgId = row.getString("org_id");
            String order = row.getString("version_order");
            release(row.getString("product_family"), row.getString("version"), Sql.instant(row, "released_at"),
                    Sql.instant(row, "deadline")).ifPresent(release -> due.add(
                            new Due(orgId, ruleSets.policies().family(release.family()), order, release)));
        }, now.toString());
        return due;
    }

    /** The next of them, by id. */
    List<UUID> candidates(Due due, Instant now, Page page) {
        FirmwareRelease release = due.release();
        String released = release.releasedAt().toString();
        return jdbc.queryForList(CANDIDATES, UUID.class, release.id(), due.orgId(), due.family(), page.after(),
                page.shares(), page.share(), release.deadline().toString(), released, due.versionOrder(),
                        now.toString(), released,
                due.versionOrder(), page.limit());
    }

    private static Optional<FirmwareRelease> release(String family, String version, Instant releasedAt,
            Instant deadline) {
        try {
            return Optional.of(new FirmwareRelease(family + "/cell/" + version, family, version, releasedAt, deadline));
        } catch (IllegalArgumentException e) {
            log.warn("The cell firmware {} of {} is not enforced: {}", version, family, e.getMessage());
            return Optional.empty();
        }
    }
}
