package io.rmahub.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rmahub.approval.model.ApprovalAnswer;
import io.rmahub.approval.model.ApprovalKind;
import io.rmahub.approval.model.ApprovalStatus;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.processing.Effects;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.rma.TestCases;
import io.rmahub.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Answers meet their requests in the database, whichever of the two is known first. */
class ApprovalAnswerServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

    private static TestDatabase database;
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final HubSettings NO_SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("hub", HubSettings.class);
    private static final List<String> HEARD = new ArrayList<>();

    private final ApprovalStore store = new ApprovalStore(database.jdbc, JSON);
    private final ApprovalAnswerService answers = answers(store);

    @BeforeAll
    static void start() {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static ApprovalAnswerService answers(ApprovalStore store) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("progress", TestCases.progress(database.jdbc));
        beans.addBean("listener", (ApprovalListener) (approval, out) ->
                HEARD.add(approval.id() + " " + approval.status()));
        return new ApprovalAnswerService(database.jdbc, store,
                new ApprovalEvents(JSON, new ApprovalSystems(NO_SETTINGS)),
                beans.getBeanProvider(CaseFactRecorder.class), beans.getBeanProvider(ApprovalListener.class));
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return database.transaction.execute(status -> work.get());
    }

    private Approval requested(String kind) {
        NewApproval asked = new NewApproval("demo", kind, "warranty", UUID.randomUUID(), "SN-1", null, "because",
                new BigDecimal("1200.50"), "EUR", null, "anna", UUID.randomUUID());
        return inTransaction(() -> store.insert(asked, "oa", NOW, Duration.ofDays(3)));
    }

    private ApprovalOutcome answer(String externalId, String reference, ApprovalStatus status, int minutesLater) {
        ApprovalAnswer answer = new ApprovalAnswer(externalId, reference, status, "c" + status.ordinal(), "wang", "ok",
                "node", NOW.plusSeconds(60L * minutesLater));
        return inTransaction(() -> answers.apply("demo", "oa", answer, UUID.randomUUID(), NOW));
    }

    private List<DomainEvent> known(Approval approval, String externalId) {
        return inTransaction(() -> {
            Effects effects = new Effects();
            answers.setExternalId(approval.id(), externalId, effects, NOW);
            return effects.events();
        });
    }

    private Approval now(Approval approval) {
        return inTransaction(() -> store.get(approval.id()));
    }

    private static List<String> effects(Approval approval) {
        return database.jdbc.queryForList("select effect from approval_history where approval_id = ? order by id",
                String.class, approval.id());
    }

    @Test
    void aDecisionThatOvertakesTheIdOfItsRequestWaitsForIt() {
        Approval approval = requested("overtaken");
        assertThat(answer("e-1", null, ApprovalStatus.IN_REVIEW, 1).reason()).startsWith("kept until a request");
        assertThat(answer("e-1", null, ApprovalStatus.APPROVED, 5).events()).isEmpty();
        assertThat(now(approval).status()).isEqualTo(ApprovalStatus.REQUESTED);

        assertThat(known(approval, "e-1")).extracting(DomainEvent::type)
                .containsExactly("approval.status-changed.v1", "approval.status-changed.v1");
        assertThat(now(approval)).satisfies(decided -> {
            assertThat(decided.status()).isEqualTo(ApprovalStatus.APPROVED);
            assertThat(decided.decidedBy()).isEqualTo("wang");
            assertThat(decided.closedAt()).isEqualTo(NOW);
        });
        assertThat(known(approval, "e-1")).as("told again").isEmpty();
        assertThat(HEARD).containsOnlyOnce(approval.id() + " APPROVED").doesNotContain(approval.id() + " IN_REVIEW");
    }

    @Test
    void theHubsOwnReferenceIsEnoughAndTeachesTheId() {
        Approval approval = requested("by-reference");
        answer("e-2", approval.id().toString(), ApprovalStatus.REFUSED, 1);
        assertThat(now(approval).status()).isEqualTo(ApprovalStatus.REFUSED);
        assertThat(now(approval).externalId()).isEqualTo("e-2");
        assertThat(answer(null, UUID.randomUUID().toString(), ApprovalStatus.REFUSED, 1).reason())
                .startsWith("no request to oa");
    }

    @Test
    void everythingThatWasSaidIsKeptAndListenersHearOfOneDecision() {
        Approval approval = requested("history");
        known(approval, "e-3");
        answer("e-3", null, ApprovalStatus.DELEGATED, 1);
        answer("e-3", null, ApprovalStatus.DELEGATED, 3);
        answer("e-3", null, ApprovalStatus.IN_REVIEW, 2);
        answer("e-3", null, ApprovalStatus.UNKNOWN, 4);
        answer("e-3", null, ApprovalStatus.WITHDRAWN, 5);
        answer("e-3", null, ApprovalStatus.WITHDRAWN, 6);
        answer("e-3", null, ApprovalStatus.APPROVED, 7);
        assertThat(effects(approval))
                .containsExactly("MOVED", "CONFIRMED", "KEPT", "KEPT", "MOVED", "KEPT", "CONFLICT");
        assertThat(now(approval).status()).isEqualTo(ApprovalStatus.WITHDRAWN);
        assertThat(HEARD).filteredOn(heard -> heard.startsWith(approval.id().toString())).hasSize(1);
    }

    @Test
    void anIdBelongsToOneRequest() {
        Approval first = requested("first");
        Approval second = requested("second");
        known(first, "e-4");
        known(second, "e-4");
        assertThat(now(second).externalId()).isNull();
        answer("e-4", null, ApprovalStatus.APPROVED, 1);
        assertThat(now(first).status()).isEqualTo(ApprovalStatus.APPROVED);
    }

    @Test
    void eachRequestIsAskedAboutInItsTimeAndAlarmedOnce() {
        Approval due = requested("due");
        known(due, "e-5");
        Approval withoutId = requested("without-id");
        var system = new ApprovalSystems.ApprovalSystem("oa", ApprovalKind.MONEY, Duration.ofDays(3),
                Duration.ofHours(1), 1000);
        assertThat(asked(system, NOW.plus(Duration.ofMinutes(59)))).isEmpty();
        assertThat(asked(system, NOW.plus(Duration.ofMinutes(60)))).contains(due.id()).doesNotContain(withoutId.id());
        assertThat(asked(system, NOW.plus(Duration.ofMinutes(119)))).isEmpty();
        assertThat(asked(system, NOW.plus(Duration.ofMinutes(120)))).contains(due.id());

        assertThat(overdue(NOW.plus(Duration.ofDays(3)).minusSeconds(1))).isEmpty();
        assertThat(overdue(NOW.plus(Duration.ofDays(3)))).contains(due.id(), withoutId.id());
        assertThat(overdue(NOW.plus(Duration.ofDays(4)))).isEmpty();
    }

    private List<UUID> asked(ApprovalSystems.ApprovalSystem system, Instant at) {
        return inTransaction(() -> store.takeDueForStatusRequest(system, at).stream().map(Approval::id).toList());
    }

    private List<UUID> overdue(Instant at) {
        return inTransaction(() -> store.takeOverdue(at).stream().map(Approval::id).toList());
    }
}
