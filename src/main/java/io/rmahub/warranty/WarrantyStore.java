package io.rmahub.warranty;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.warranty.LockedWarranty.HistoryEntry;
import io.rmahub.warranty.LockedWarranty.TakenDecision;
import io.rmahub.warranty.RegisteredUnits.Unit;
import io.rmahub.warranty.model.WarrantyFact;
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
import org.springframework.jdbc.core.JdbcTemplate;
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
            insert into warranty_event (id, org_id, record_id, actor_id, event, from_value, to_value, detail,
                                        cause_id, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::uuid[], ?::timestamptz[])""";

    private static final String ADD_DECISIONS = """
            insert into warranty_decision (id, org_id, record_id, rule, result, reason, rule_set_version, question,
                                           facts, decision, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::timestamptz[])""";

    private record Row<T>(LockedWarranty warranty, T value) {
    }

    private final JdbcTemplate jdbc;

    WarrantyStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks these records in an order in which two transactions cannot wait for each other. */
    List<WarrantyRecord> lock(Collection<UUID> ids) {
        return jdbc.query(LOCK, WarrantyRecord::of, SqlArray.of("uuid", ids));
    }

    List<WarrantyRecord> read(Collection<UUID> ids) {
        return jdbc.query(READ, WarrantyRecord::of, SqlArray.of("uuid", ids));
    }

    Optional<WarrantyRecord> lock(String orgId, UUID id) {
        return jdbc.query(LOCK_ONE, WarrantyRecord::of, orgId, id).stream().findFirst();
    }

    Optional<WarrantyRecord> bySerial(String orgId, String serial) {
        return jdbc.query(BY_SERIAL, WarrantyRecord::of, orgId, serial).stream().findFirst();
    }

    List<WarrantyRecord> bySerials(List<Unit> units) {
        return UnnestBatch.of(units).add("text", Unit::orgId).add("text", Unit::serialNumber)
                .query(jdbc, BY_SERIALS, WarrantyRecord::of);
    }

    /** The stored facts of each record. */
    Map<UUID, List<WarrantyFact>> facts(Collection<UUID> recordIds) {
        Map<UUID, List<WarrantyFact>> facts = new HashMap<>();
        jdbc.query(FACTS, row -> {
            facts.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                    .add(fact(row.getString(2), row.getString(3)));
        }, SqlArray.of("uuid", recordIds));
        return facts;
    }

    static WarrantyFact fact(String kind, String json) {
        return WarrantyJson.read(json, KINDS.get(kind));
    }

    /** Writes what was added to the facts, the history and the decisions of these records. */
    void append(List<LockedWarranty> all) {
        addFacts(rows(all, warranty -> warranty.newFacts));
        addEvents(rows(all, warranty -> warranty.history));
        addDecisions(rows(all, warranty -> warranty.decisions));
    }

    private static <T> List<Row<T>> rows(List<LockedWarranty> all, Function<LockedWarranty, List<T>> values) {
        return all.stream()
                .flatMap(warranty -> values.apply(warranty).stream().map(value -> new Row<>(warranty, value)))
                .toList();
    }

    private void addFacts(List<Row<WarrantyFact>> facts) {
        withIds(facts).add("text", row -> row.value().getClass().getSimpleName())
                .add("text", row -> row.value().source())
                .add("timestamptz", row -> row.value().at()).add("text", row -> WarrantyJson.text(row.value()))
                .add("timestamptz", row -> row.warranty().now()).add("uuid", row -> row.warranty().context.causeId())
                .update(jdbc, ADD_FACTS);
    }

    private void addEvents(List<Row<HistoryEntry>> entries) {
        withIds(entries).add("text", row -> row.warranty().context.actor()).add("text", row -> row.value().event())
                .add("text", row -> row.value().from()).add("text", row -> row.value().to())
                .add("text", row -> row.value().detail().toString())
                .add("uuid", row -> row.warranty().context.causeId())
                .add("timestamptz", row -> row.warranty().now()).update(jdbc, ADD_EVENTS);
    }

    private void addDecisions(List<Row<TakenDecision>> decisions) {
        UnnestBatch.of(decisions).add("uuid", row -> row.value().id()).add("text", row -> row.warranty().orgId())
                .add("uuid", row -> row.warranty().id()).add("text", row -> row.value().decision().rule())
                .add("text", row -> row.value().decision().result()).add("text", row -> row.value().decision().reason())
                .add("text", row -> row.value().decision().why().ruleSetVersion())
                .add("text", row -> row.value().question().toString())
                .add("text", row -> FactsJson.write(row.value().facts()))
                .add("text", row -> WarrantyJson.text(row.value().decision()))
                .add("timestamptz", row -> row.warranty().now()).update(jdbc, ADD_DECISIONS);
    }

    private static <T> UnnestBatch<Row<T>> withIds(List<Row<T>> rows) {
        return UnnestBatch.of(rows).add("uuid", row -> UuidCreator.getTimeOrderedEpochPlus1())
                .add("text", row -> row.warranty().orgId()).add("uuid", row -> row.warranty().id());
    }

    /** Facts in one text, each with its kind. */
    static final class FactsJson {

        private record KindAndFact(String kind, Object fact) {
        }

        private FactsJson() {
        }

        static String write(List<WarrantyFact> facts) {
            return WarrantyJson.text(facts.stream()
                    .map(fact -> new KindAndFact(fact.getClass().getSimpleName(), fact)).toList());
        }

        static List<WarrantyFact> read(String text) {
            List<WarrantyFact> facts = new ArrayList<>();
            WarrantyJson.tree(text).forEach(one ->
                    facts.add(fact(one.path("kind").asText(), one.path("fact").toString())));
            return facts;
        }
    }
}
