package io.rmahub.approval.model;

import static io.rmahub.approval.model.ApprovalStatus.APPROVED;
import static io.rmahub.approval.model.ApprovalStatus.REFUSED;
import static io.rmahub.approval.model.ApprovalStatus.REQUESTED;
import static io.rmahub.approval.model.ApprovalStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    /** The request has its status since noon; the answer is so many minutes later. */
    @ParameterizedTest
    @CsvSource({
        "REQUESTED,           IN_REVIEW,           -5, Moved",
        "REQUESTED,           APPROVED,             1, Moved",
        "IN_REVIEW,           IN_REVIEW,            1, Confirmed",
        "IN_REVIEW,           IN_REVIEW,           -1, Kept",
        "IN_REVIEW,           DELEGATED,            1, Moved",
        "IN_REVIEW,           UNKNOWN,              1, Kept",
        "DELEGATED,           IN_REVIEW,           -1, Kept",
        "DELEGATED,           REFUSED,             -1, Moved",
        "RETURNED_FOR_CHANGE, IN_REVIEW,            1, Moved",
        "RETURNED_FOR_CHANGE, WITHDRAWN,            1, Moved",
        "APPROVED,            APPROVED,             1, Kept",
        "APPROVED,            IN_REVIEW,           -1, Kept",
        "APPROVED,            IN_REVIEW,            1, Conflict",
        "APPROVED,            REFUSED,              1, Conflict",
        "APPROVED,            REFUSED,             -1, Conflict",
        "REFUSED,             APPROVED,             1, Conflict",
        "WITHDRAWN,           APPROVED,             1, Conflict",
        "WITHDRAWN,           UNKNOWN,              1, Kept"})
    void whatAnAnswerDoes(ApprovalStatus status, ApprovalStatus said, int minutesLater, String effect) {
        Transition transition = Transition.of(status, NOON, answer(said, NOON.plusSeconds(minutesLater * 60L)));
        assertThat(transition.getClass().getSimpleName()).as(transition.reason()).isEqualTo(effect);
        assertThat(transition.reason()).isNotBlank();
    }

    private static ApprovalAnswer answer(ApprovalStatus status, Instant at) {
        return new ApprovalAnswer("x", null, status, "code", null, null, null, at);
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("answers") List<ApprovalAnswer> answers, @ForAll Random random) {
        List<ApprovalAnswer> shuffled = new ArrayList<>(answers);
        Collections.shuffle(shuffled, random);
        assertThat(after(shuffled)).isEqualTo(after(answers));
    }

    private static ApprovalStatus after(List<ApprovalAnswer> answers) {
        ApprovalStatus status = REQUESTED;
        Instant since = NOON;
        for (ApprovalAnswer answer : answers) {
            Transition transition = Transition.of(status, since, answer);
            if (transition instanceof Transition.Moved moved) {
                status = moved.to();
                since = answer.at();
            } else if (transition instanceof Transition.Confirmed) {
                since = answer.at();
            }
        }
        return status;
    }

    /** At different moments, with final answers that agree. */
    @Provide
    Arbitrary<List<ApprovalAnswer>> answers() {
        Set<ApprovalStatus> contradicting = new HashSet<>(Set.of(REFUSED, ApprovalStatus.WITHDRAWN, REQUESTED));
        Arbitrary<ApprovalStatus> statuses = Arbitraries.of(Arrays.stream(ApprovalStatus.values())
                .filter(status -> !contradicting.contains(status)).toList());
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-60, 600);
        return Combinators.combine(statuses, minutes)
                .as((status, minute) -> answer(status, NOON.plusSeconds(minute * 60L)))
                .list().uniqueElements(ApprovalAnswer::at).ofMaxSize(8);
    }

    @Property
    void anApprovalIsNeverLost(@ForAll("answers") List<ApprovalAnswer> answers) {
        boolean approved = answers.stream().anyMatch(answer -> answer.status() == APPROVED);
        assertThat(after(answers) == APPROVED).isEqualTo(approved);
        assertThat(after(answers)).isNotEqualTo(UNKNOWN);
    }
}
