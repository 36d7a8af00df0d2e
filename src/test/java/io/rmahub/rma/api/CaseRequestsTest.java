package io.rmahub.rma.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rmahub.engine.web.FieldProblem;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.engine.web.RequestReader;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Requests as they are read: what may be missing, what null means, and that everything wrong is told at once. */
class CaseRequestsTest {

    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
    private static final RequestReader READER = new RequestReader(VALIDATION.getValidator());

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    private static <T extends Record> T read(Class<T> type, String json) {
        return READER.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    @SuppressWarnings("unchecked")
    private static List<String> wrong(Class<? extends Record> type, String json) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(type, json));
        assertThat(refused.status()).isEqualTo(422);
        return ((List<FieldProblem>) refused.members().get("errors")).stream().map(FieldProblem::path).toList();
    }

    @Test
    void aReportNeedsADescriptionOnly() {
        NewCase report = read(NewCase.class, "{\"faultDescription\":\" It hums \",\"tags\":[\"a\",\"b\",\"a\"]}");
        assertThat(report.faultDescription()).isEqualTo("It hums");
        assertThat(report.caseType()).isEqualTo("warranty");
        assertThat(report.reasonCode()).isEqualTo(ReasonCode.OTHER);
        assertThat(report.priority()).isEqualTo(Priority.NORMAL);
        assertThat(report.tags()).containsExactly("a", "b");
        assertThat(report.visitRequested()).isFalse();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(wrong(NewCase.class, "{\"faultDescription\":\" \",\"tags\":[\"a\",\"\",\"" + "x".repeat(51) + "\"],"
                + "\"siteCountry\":\"Poland\",\"colour\":1,\"serialNumber\":\"" + "x".repeat(201) + "\","
                + "\"purchasedOn\":\"1.2.26\",\"priority\":\"asap\"}"))
                .containsExactlyInAnyOrder("/faultDescription", "/tags/1", "/tags/2", "/siteCountry", "/colour",
                        "/serialNumber", "/purchasedOn", "/priority");
        assertThat(wrong(CasePatch.class, "{\"move\":\"approve\",\"status\":\"APPROVED\",\"csat\":6,\"caseType\":null,"
                + "\"refundAmount\":1.234,\"refundCurrency\":\"QQQ\",\"assignee\":\"" + "x".repeat(201) + "\"}"))
                .containsExactlyInAnyOrder("/move", "/csat", "/caseType", "/refundAmount", "/refundCurrency",
                        "/assignee");
        assertThat(wrong(PartUse.class, "{\"qty\":2,\"serialNumber\":\"P\"}"))
                .containsExactlyInAnyOrder("/productId", "/warehouseCode", "/qty");
        assertThat(wrong(StandbyCommand.class, "{\"action\":\"issue\"}")).containsExactly("/serialNumber");
        assertThat(wrong(StandbyCommand.class, "{}")).containsExactly("/action");
        assertThat(wrong(CaseAssignment.class, "{}")).containsExactly("/assignee");
        assertThat(wrong(NewComment.class, "{\"text\":\"\"}")).containsExactly("/text");
        assertThat(wrong(PartReturn.class, "{\"qty\":0}")).containsExactly("/qty");
    }

    @Test
    void whatIsAbsentIsNotNull() {
        CasePatch patch = read(CasePatch.class, "{\"assignee\":null,\"tags\":null,\"resolutionType\":\"REFUND\","
                + "\"refundAmount\":\"12.50\",\"refundCurrency\":\"EUR\"}");
        assertThat(patch.assignee().isPresent()).isTrue();
        assertThat(patch.assignee().get()).isNull();
        assertThat(patch.tags().get()).isEmpty();
        assertThat(patch.serialNumber().isPresent()).isFalse();
        assertThat(patch.resolutionType().get()).isEqualTo(ResolutionType.REFUND);
        assertThat(patch.refundAmount()).isEqualByComparingTo("12.5");
        assertThat(read(CaseAssignment.class, "{\"assignee\":null}").assignee().isPresent()).isTrue();
    }
}
