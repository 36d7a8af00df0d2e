package io.rmahub.warrantydesk;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.casework.RegisteredWarranties.Unit;
import io.rmahub.ledger.Columns;
import io.rmahub.warranty.WarrantyFact;
import io.rmahub.warrantydesk.WorkedWarranty.Decided;
import io.rmahub.warrantydesk.WorkedWarranty.Entry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads and writes warranties inside somebody else's transaction; every statement takes a whole batch. */
@Component
final class WarrantyStore {

    private static final Map<String, Class<? extends WarrantyFact>> KINDS = Stream.of(
                    WarrantyFact.UnitDescribed.class, WarrantyFact.Observed.class, WarrantyFact.Extended.class,
                    WarrantyFact.Repaired.class, WarrantyFact.Replacing.class, WarrantyFact.RiskNoticed.class,
                    WarrantyFact.RiskWithdrawn.class, WarrantyFact.Voided.class, WarrantyFact.Reinstated.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private static final String LOCK = "select * from warranty_record where id = any (?) order by id for update";
    private static final String READ = "select * from warranty_record where id = any (?)";
    private static final String LOCK_ONE = "select * from warranty_record where org_id = ? and id = ? for update";
    private static final String BY_SERIAL = "select * from warranty_record where org_id = ? and serial = ?";
    private static final String BY_SERIALS = """
            select r.* from warranty_record r
            join unnest(?::text[], ?::text[]) as u(org_id, serial) on u.org_id = r.org_id and u.serial = r.serial""";
    private static final String FACTS = "select record_id, kind, fact from warranty_fact where record_id = any (?)";

    private static final String ADD_FACTS = """
            insert into warranty_fact (id, org_id, record_id, kind, source, at, fact, recorded_at, cause_id)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                                 ?::timestamptz[], ?::uuid[])
            on conflict (record_id, digest) do nothing""";

    private static final String ADD_EVENTS = """
            insert into warranty_event (id, org_id, record_id, actor_id, event, from_value, to_value, detail, cause_id, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::uuid[], ?::timestamptz[])""";

    private static final String ADD_DECISIONS = """
            insert into warranty_decision (id, org_id, record_id, rule, result, reason, rule_set_version, question, facts,
                                           decision, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::timestamptz[])""";

    private record Row<T>(WorkedWarranty worked, T what) {
    }

    /** Locks these records in an order in which two transactions cannot wait for each other. */
    List<WarrantyRecord> lock(Connection connection, Collection<UUID> ids) throws SQLException {
        return list(connection, LOCK, connection.createArrayOf("uuid", ids.toArray()));
    }

    List<WarrantyRecord> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return list(connection, READ, connection.createArrayOf("uuid", ids.toArray()));
    }

    Optional<WarrantyRecord> lock(Connection connection, String orgId, UUID id) throws SQLException {
        return list(connection, LOCK_ONE, orgId, id).stream().findFirst();
    }

    Optional<WarrantyRecord> bySerial(Connection connection, String orgId, String serial) throws SQLException {
        return list(connection, BY_SERIAL, orgId, serial).stream().findFirst();
    }

    List<WarrantyRecord> bySerials(Connection connection, List<Unit> units) throws SQLException {
        return list(connection, BY_SERIALS,
                connection.createArrayOf("text", units.stream().map(Unit::orgId).toArray()),
                connection.createArrayOf("text", units.stream().map(Unit::serialNumber).toArray()));
    }

    private static List<WarrantyRecord> list(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof Array array) {
                    statement.setArray(i + 1, array);
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            List<WarrantyRecord> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(WarrantyRecord.of(rows, found.size()));
                }
            }
            return found;
        }
    }

    /** The stored facts of each record. */
    Map<UUID, List<WarrantyFact>> facts(Connection connection, Collection<UUID> recordIds) throws SQLException {
        Map<UUID, List<WarrantyFact>> facts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(FACTS)) {
            statement.setArray(1, connection.createArrayOf("uuid", recordIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.computeIfAbsent(rows.getObject(1, UUID.class), id -> new ArrayList<>())
                            .add(fact(rows.getString(2), rows.getString(3)));
                }
            }
        }
        return facts;
    }

    static WarrantyFact fact(String kind, String json) {
        return DeskJson.read(json, KINDS.get(kind));
    }

    /** Writes what was added to the facts, the history and the decisions of these records. */
    void append(Connection connection, List<WorkedWarranty> all) throws SQLException {
        addFacts(connection, rows(all, worked -> worked.added));
        addEvents(connection, rows(all, worked -> worked.entries));
        addDecisions(connection, rows(all, worked -> worked.decisions));
    }

    private static <T> List<Row<T>> rows(List<WorkedWarranty> all, Function<WorkedWarranty, List<T>> what) {
        return all.stream().flatMap(worked -> what.apply(worked).stream().map(one -> new Row<>(worked, one))).toList();
    }

    private static void addFacts(Connection connection, List<Row<WarrantyFact>> facts) throws SQLException {
        begun(facts).add("text", row -> row.what().getClass().getSimpleName()).add("text", row -> row.what().source())
                .add("timestamptz", row -> row.what().at()).add("text", row -> DeskJson.text(row.what()))
                .add("timestamptz", row -> row.worked().now).add("uuid", row -> row.worked().causeId)
                .update(connection, ADD_FACTS);
    }

    private static void addEvents(Connection connection, List<Row<Entry>> entries) throws SQLException {
        begun(entries).add("text", row -> row.worked().actor).add("text", row -> row.what().event())
                .add("text", row -> row.what().from()).add("text", row -> row.what().to())
                .add("text", row -> row.what().detail().toString()).add("uuid", row -> row.worked().causeId)
                .add("timestamptz", row -> row.worked().now).update(connection, ADD_EVENTS);
    }

    private static void addDecisions(Connection connection, List<Row<Decided>> decisions) throws SQLException {
        Columns.of(decisions).add("uuid", row -> row.what().id()).add("text", row -> row.worked().before.orgId())
                .add("uuid", row -> row.worked().id()).add("text", row -> row.what().decision().rule())
                .add("text", row -> row.what().decision().result()).add("text", row -> row.what().decision().reason())
                .add("text", row -> row.what().decision().why().ruleSetVersion())
                .add("text", row -> row.what().question().toString())
                .add("text", row -> Told.facts(row.what().facts()))
                .add("text", row -> DeskJson.text(row.what().decision()))
                .add("timestamptz", row -> row.worked().now).update(connection, ADD_DECISIONS);
    }

    private static <T> Columns<Row<T>> begun(List<Row<T>> rows) {
        return Columns.of(rows).add("uuid", row -> UuidCreator.getTimeOrderedEpochPlus1())
                .add("text", row -> row.worked().before.orgId()).add("uuid", row -> row.worked().id());
    }

    /** Facts in one text, each with its kind. */
    static final class Told {

        private record Fact(String kind, Object fact) {
        }

        private Told() {
        }

        static String facts(List<WarrantyFact> facts) {
            return DeskJson.text(facts.stream().map(fact -> new Fact(fact.getClass().getSimpleName(), fact)).toList());
        }

        static List<WarrantyFact> read(String text) {
            List<WarrantyFact> facts = new ArrayList<>();
            DeskJson.tree(text).forEach(told -> facts.add(fact(told.path("kind").asText(), told.path("fact").toString())));
            return facts;
        }
    }
}
