package io.rmahub.story;

import static io.rmahub.story.CaseApiTest.done;
import static io.rmahub.story.CaseApiTest.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.rma.CaseDeadlineJob;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Customers, installers and the head office are told of each stage once, by mail and by webhook. */
class NoticeStoryTest extends HubStory {

    /** What was posted about a case, in order. */
    private static List<JsonNode> posted(String number) {
        return received("notification-webhook", number).stream().map(item -> item.at("/body/data")).toList();
    }

    private static List<String> stages(String number, String audience) {
        return posted(number).stream().filter(data -> data.path("audience").asText().equals(audience))
                .map(data -> data.path("stage").asText()).toList();
    }

    private static List<String> mailsTo(String address, String number) {
        return received("notification", number).stream().map(item -> item.path("body").toString())
                .filter(mail -> mail.contains(address)).toList();
    }

    /** Waits and goes on, twice, and approves a replacement. */
    private static void work(String number) {
        String path = "/api/csp/rma/" + number;
        for (int i = 0; i < 2; i++) {
            done("PATCH", path, "{\"status\":\"WAITING_FOR_CUSTOMER\"}");
            done("PATCH", path, "{\"status\":\"DIAGNOSING\"}");
        }
        done("PATCH", path, "{\"resolutionType\":\"REPLACE_UNIT\",\"status\":\"APPROVED\"}");
    }

    @Test
    void eachStageIsPostedOnceInTheLanguageOfTheCase() {
        String number = opened(",\"customerEmail\":\"anna@example.com\",\"language\":\"de\"");
        work(number);

        awaitReceived("notification-webhook", number, 3);
        assertThat(stages(number, "customer")).containsExactly("REPORTED", "WAITING_FOR_CUSTOMER", "APPROVED");
        assertThat(received("notification-webhook", number)).allSatisfy(call -> {
            assertThat(call.path("times").asInt()).isOne();
            assertThat(call.at("/body/timestamp").asText()).isNotEmpty();
            assertThat(call.at("/body/data/language").asText()).isEqualTo("de");
            assertThat(call.path("body").toString()).doesNotContain("anna@example.com", "support", "demo");
        });
        JsonNode first = posted(number).get(0);
        assertThat(first.path("subject").asText()).isEqualTo("Ihre Meldung ist eingegangen: " + number);
        assertThat(first.path("text").asText()).contains("wir haben Ihre Meldung erhalten und den Fall eröffnet");
        assertThat(posted(number).get(2).path("text").asText()).contains("Ihre Reklamation ist genehmigt.");
        awaitReceived("notification", number, 3);
    }

    @Test
    void whoHasLeftNoAddressIsToldByWebhookAllTheSame() {
        String number = opened(",\"language\":\"pl\"");
        work(number);

        awaitReceived("notification-webhook", number, 3);
        assertThat(stages(number, "customer")).containsExactly("REPORTED", "WAITING_FOR_CUSTOMER", "APPROVED");
        assertThat(received("notification", number)).isEmpty();
    }

    @Test
    void theInstallerIsToldOnceOfWhatConcernsThem() {
        String number = opened(",\"customerEmail\":\"anna@example.com\","
                + "\"installerEmail\":\"solar@example.com\",\"language\":\"pl\"");
        assertThat(ask("/api/csp/rma/" + number).path("installerEmail").asText()).isEqualTo("solar@example.com");
        work(number);

        awaitReceived("notification-webhook", number, 4);
        assertThat(stages(number, "installer")).containsExactly("APPROVED");
        awaitReceived("notification", number, 4);
        assertThat(mailsTo("solar@example.com", number)).singleElement().asString()
                .contains("reklamacja Państwa klienta została uznana");
        assertThat(mailsTo("anna@example.com", number)).hasSize(3);
    }

    @Test
    void anInstallerWhoIsTheCustomerIsToldOnce() {
        String number = opened(",\"customerEmail\":\"solar@example.com\",\"installerEmail\":\"Solar@example.com\"");
        work(number);

        awaitReceived("notification-webhook", number, 3);
        assertThat(stages(number, "installer")).isEmpty();
        awaitReceived("notification", number, 3);
        assertThat(mailsTo("olar@example.com", number)).hasSize(3);
    }

    @Test
    void theInstallerIsKnownFromTheRegisteredWarranty() {
        String serial = "SB05M" + UUID.randomUUID().toString().substring(0, 9).toUpperCase();
        done("POST", "/api/warranty/register", """
                {"serialNumber":"%s","productFamily":"battery","siteCountry":"PL","producedOn":"2025-02-12",
                 "purchasedOn":"2025-05-17","purchaseProven":true,
                 "installerEmail":"roof@example.com"}""".formatted(serial));
        String number = opened(",\"serialNumber\":\"" + serial + "\"");

        assertThat(ask("/api/csp/rma/" + number).path("installerEmail").asText()).isEqualTo("roof@example.com");
    }

    @Test
    void theHeadOfficeIsToldByWebhookToo() {
        String number = opened(",\"priority\":\"low\"");
        db().update("update rma_case set opened_at = opened_at - interval '140 hours', next_alarm_at = now() "
                + "where number = ?",
                number);
        hub.bean(CaseDeadlineJob.class).run();
        hub.bean(CaseDeadlineJob.class).run();

        await("the warning").atMost(SOON).until(() -> stages(number, "office"), List.of("sla.warned")::equals);
        JsonNode notice = posted(number).get(1);
        assertThat(notice.path("subject").asText()).isEqualTo("The time for the case is nearly over: " + number);
    }

    @Test
    void anAttemptAfterAFailureIsTheSameWebhook() {
        behave("notification-webhook", "{\"mode\":\"failing\",\"failures\":2}");
        String number = opened(",\"language\":\"de\"");

        awaitReceived("notification-webhook", number, 1);
        JsonNode call = received("notification-webhook", number).get(0);
        String delivery = db().queryForObject(
                "select id::text from delivery_done where subject = ? "
                        + "and target = 'notification-webhook' and attempts = 3",
                String.class, number);
        assertThat(call.path("idempotencyKey").asText()).isEqualTo(delivery);
        assertThat(call.path("times").asInt()).isOne();
    }

    @Test
    void whatIsNotSignedIsRefused() {
        var answer = hub.sendJson("POST", "/sandbox/notification-webhook/api/notices", "{\"data\":{}}");
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
