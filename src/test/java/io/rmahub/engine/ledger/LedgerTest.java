package io.rmahub.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.support.Configured;
import io.rmahub.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Accepting, recognising repeats and counting, on a real PostgreSQL. */
class LedgerTest {

    private static final Duration WINDOW = Duration.ofDays(14);
    private static final long WEEK = Duration.ofDays(7).toSeconds();
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = new TestDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Ledger ledgerAt(Instant now) {
        return new Ledger(database.jdbc, database.transaction, Clock.fixed(now, ZoneOffset.UTC), settings());
    }

    private static HubSettings settings() {
        return Configured.hub("ledger: {dedup-window: " + WINDOW + "}");
    }

    private static Inbound inbound(String org, UUID dedupKey) {
        return new Inbound(UuidCreator.getTimeOrderedEpochPlus1(), org, "thulium", Instant.now(), dedupKey,
                "text/plain", "{}", "x".getBytes(StandardCharsets.UTF_8), null,
                List.of(new BusinessKey("ticket", "1")));
    }

    /** The next turn of a week that has partitions on both sides. */
    private static Instant turn() {
        return Instant.ofEpochSecond((Instant.now().getEpochSecond() / WEEK + 1) * WEEK);
    }

    @Test
    void hubsOnEitherSideOfTheTurnOfAWeekFindEachOthersRepeats() {
        UUID early = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        Ledger behind = ledgerAt(turn().minusSeconds(120));
        Ledger ahead = ledgerAt(turn().plusSeconds(120));

        Acceptance first = behind.accept(inbound("turn", early));
        assertThat(ahead.accept(inbound("turn", early)).duplicateOf()).isEqualTo(first.id());
        Acceptance second = ahead.accept(inbound("turn", late));
        assertThat(behind.accept(inbound("turn", late)).duplicateOf()).isEqualTo(second.id());
    }

    @Test
    void twoHubsThatGetTheSameAtOnceAroundTheTurnAgreeOnOneFirst() throws Exception {
        Ledger behind = ledgerAt(turn().minusSeconds(120));
        Ledger ahead = ledgerAt(turn().plusSeconds(120));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 30; round++) {
            UUID key = UUID.randomUUID();
            List<Future<Acceptance>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Ledger ledger = i % 2 == 0 ? behind : ahead;
                answers.add(callers.submit(() -> ledger.accept(inbound("race", key))));
            }
            List<Acceptance> all = new ArrayList<>();
            for (Future<Acceptance> answer : answers) {
                all.add(answer.get(10, TimeUnit.SECONDS));
            }
            List<Acceptance> firsts = all.stream().filter(a -> !a.duplicate()).toList();
            assertThat(firsts).as("round " + round).hasSize(1);
            assertThat(all).filteredOn(Acceptance::duplicate)
                    .allMatch(a -> a.duplicateOf().equals(firsts.get(0).id()));
        }
        callers.shutdown();
    }

    @Test
    void aRepeatIsRecognisedAsLongAsTheWindowReaches() {
        UUID key = UUID.randomUUID();
        Instant start = turn().plusSeconds(600);
        Acceptance first = ledgerAt(start).accept(inbound("window", key));

        assertThat(ledgerAt(start.plus(WINDOW)).accept(inbound("window", key)).duplicateOf()).isEqualTo(first.id());
        assertThat(ledgerAt(start.plus(Duration.ofDays(21))).accept(inbound("window", key)).duplicate()).isFalse();
    }

    @Test
    void oneTransactionMayHoldTheFirstAndItsRepeat() throws Exception {
        Ledger ledger = ledgerAt(Instant.now());
        UUID key = UUID.randomUUID();
        ExecutorService callers = Executors.newFixedThreadPool(32);
        List<Future<Acceptance>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(callers.submit(() -> ledger.accept(inbound("same", key))));
        }
        int firsts = 0;
        for (Future<Acceptance> answer : answers) {
            firsts += answer.get(20, TimeUnit.SECONDS).duplicate() ? 0 : 1;
        }
        callers.shutdown();
        assertThat(firsts).isOne();
        assertThat(new LedgerFigures(database.jdbc, Clock.systemUTC()).now("same").byState())
                .containsEntry("DUPLICATE", 199L);
    }

    @Test
    void theAccountBalancesAtEveryReadUnderLoad() throws Exception {
        Ledger ledger = ledgerAt(Instant.now());
        var settlements = new Settlements(database.jdbc, database.transaction);
        var figures = new LedgerFigures(database.jdbc, Clock.systemUTC());
        var posting = new AtomicBoolean(true);
        ExecutorService posters = Executors.newFixedThreadPool(16);
        for (int thread = 0; thread < 16; thread++) {
            int number = thread;
            posters.submit(() -> {
                for (int i = 0; posting.get(); i++) {
                    Inbound in = inbound("load", new UUID(number, i / 2));
                    if (!ledger.accept(in).duplicate() && i % 3 == 0) {
                        settlements.settle(new Settlement(in.id(), "load", "thulium", MessageState.IGNORED, "r", null,
                                null, Instant.now(), List.of(), List.of()));
                    }
                }
            });
        }
        for (int read = 0; read < 200; read++) {
            assertThat(figures.now("load").unaccounted()).as("read " + read).isZero();
            assertThat(figures.recount("load").unaccounted()).as("recount " + read).isZero();
        }
        posting.set(false);
        posters.shutdown();
        assertThat(posters.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        LedgerFigures.Figures now = figures.now("load");
        LedgerFigures.Figures recount = figures.recount("load");
        assertThat(now.accepted()).isEqualTo(recount.accepted()).isPositive();
        assertThat(now.byState()).isEqualTo(recount.byState());
        assertThat(now.waiting()).isEqualTo(recount.waiting());
    }

    @Test
    void onlyOneOfTwoSettlementsCounts() {
        Ledger ledger = ledgerAt(Instant.now());
        var settlements = new Settlements(database.jdbc, database.transaction);
        Inbound in = inbound("twice", UUID.randomUUID());
        ledger.accept(in);
        var settlement = new Settlement(in.id(), "twice", "thulium", MessageState.IGNORED, "r", null, null,
                Instant.now(), List.of(new Stage("CANONICAL", Instant.now(), "{}")), List.of());

        assertThat(settlements.settle(settlement)).isTrue();
        assertThat(settlements.settle(settlement)).isFalse();
        assertThat(new LedgerFigures(database.jdbc, Clock.systemUTC()).now("twice").unaccounted()).isZero();
    }

    private record Row(String text, Instant at, byte[] bytes, Integer number) {
    }

    @Test
    void columnsCarryNullsInstantsAndBytes() {
        // 02:30 in Warsaw happened twice that night.
        Instant twice = Instant.parse("2026-10-25T00:30:00.123456Z");
        List<Row> rows = List.of(new Row("a \"b\" {c,d} \\ ü", twice, new byte[] {0, 1, -1}, 7),
                new Row(null, null, null, null), new Row("", twice.plusSeconds(3600), new byte[0], -1));
        JdbcTemplate jdbc = database.jdbc;
        jdbc.execute("create table sample (text text, at timestamptz, bytes bytea, number integer)");
        int count = UnnestBatch.of(rows).add("text", Row::text).add("timestamptz", Row::at).add("bytea", Row::bytes)
                .add("integer", Row::number).update(jdbc, """
                        insert into sample
                        select * from unnest(?::text[], ?::timestamptz[], ?::bytea[], ?::integer[])""");
        assertThat(count).isEqualTo(3);
        assertThat(UnnestBatch.of(List.<Row>of()).add("text", Row::text).update(jdbc, "not even run")).isZero();
        Iterator<Row> expected = rows.iterator();
        jdbc.query("select * from sample", found -> {
            Row row = expected.next();
            assertThat(found.getString(1)).isEqualTo(row.text());
            assertThat(MessageSearch.instant(found, "at")).isEqualTo(row.at());
            assertThat(found.getBytes(3)).isEqualTo(row.bytes());
            assertThat(found.getObject(4)).isEqualTo(row.number());
        });
        assertThat(expected.hasNext()).isFalse();
        jdbc.execute("drop table sample");
    }
}
