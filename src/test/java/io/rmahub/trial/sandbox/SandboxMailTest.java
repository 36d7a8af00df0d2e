package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails over real SMTP. */
class SandboxMailTest {

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() throws Exception {
        sandbox.call("DELETE", "/notification/received", null);
        sandbox.command("notification", "{\"mode\":\"ok\"}");
    }

    @Test
    void recordsAMailOnceForEachKey() throws Exception {
        send("\"k1\"");
        send("\"k1\"");
        send("k2");
        JsonNode received = sandbox.get("/notification/received?q=RMA-2026-00017");

        assertThat(received.path("count").asInt()).isEqualTo(2);
        assertThat(received.path("repeated").asInt()).isEqualTo(1);
        JsonNode item = received.at("/items/0");
        assertThat(item.path("idempotencyKey").asText()).isEqualTo("k1");
        assertThat(item.at("/body/to").asText()).isEqualTo("a@example.com, b@example.com");
        assertThat(item.at("/body/subject").asText()).isEqualTo("Zgłoszenie RMA-2026-00017");
        assertThat(item.at("/body/text").asText()).contains("Dzień dobry");
    }

    @Test
    void refusesAMailWithoutAKey() throws Exception {
        assertThatThrownBy(() -> send(null)).hasStackTraceContaining("554").hasStackTraceContaining("Idempotency-Key");
        assertThat(sandbox.get("/notification/received").path("calls").asInt()).isZero();
    }

    @Test
    void failsOnCommand() throws Exception {
        sandbox.command("notification", "{\"mode\":\"failing\",\"failures\":1}");

        assertThatThrownBy(() -> send("k")).hasStackTraceContaining("451");
        send("k");
        assertThat(sandbox.get("/notification/received").path("calls").asInt()).isEqualTo(1);
    }

    @Test
    void closesConnectionsWhenDown() throws Exception {
        sandbox.command("notification", "{\"mode\":\"down\",\"failures\":1}");

        assertThatThrownBy(() -> send("k")).isInstanceOf(MessagingException.class);
        send("k");
    }

    @Test
    void aTakenPortFailsTheStart() throws Exception {
        var neighbours = sandbox.context().getBean(Neighbours.class);
        var second = new SandboxMail(sandbox.smtpPort(), neighbours.get("notification"));

        assertThatThrownBy(second::start).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hub.sandbox.smtp-port");
    }

    private static void send(String key) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", Integer.toString(sandbox.smtpPort()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("service@rma-hub.example"));
        mail.setRecipients(Message.RecipientType.TO, "a@example.com, b@example.com");
        mail.setSubject("Zgłoszenie RMA-2026-00017", "UTF-8");
        mail.setText("Dzień dobry, RMA-2026-00017", "UTF-8");
        if (key != null) {
            mail.setHeader("Idempotency-Key", key);
        }
        Transport.send(mail);
    }
}
