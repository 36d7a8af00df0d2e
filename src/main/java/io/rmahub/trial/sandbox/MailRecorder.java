package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Decides on each mail after its data has come, and records the accepted ones as a JSON object. */
final class MailRecorder extends SmtpManager {

    private final Neighbour neighbour;

    MailRecorder(Managers managers, Neighbour neighbour) {
        super(managers.getImapHostManager(), managers.getUserManager());
        this.neighbour = neighbour;
    }

    /** The SMTP refusal of this mail, or null when it is accepted. */
    @Override
    public String checkData(SmtpState state) {
        Behaviour.Command command = neighbour.behaviour().next();
        try {
            Thread.sleep(command.latencyMillis());
            String refusal = switch (command.mode()) {
                case DOWN -> "421 4.3.2 The neighbour is down";
                case FAILING -> "451 4.3.0 The neighbour was told to fail";
                case OK, SLOW -> null;
            };
            if (refusal == null) {
                record(state.getMessage().getMessage());
            } else {
                neighbour.countRefused();
            }
            return refusal;
        } catch (SandboxProblemException e) {
            return "554 5.6.0 " + e.getMessage();
        } catch (MessagingException | IOException e) {
            neighbour.countRefused();
            return "554 5.6.0 The mail cannot be read";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "421 4.3.2 The neighbour is shutting down";
        }
    }

    /** The mail is recorded already; not calling the inherited method keeps it out of any mailbox. */
    @Override
    public void send(SmtpState state) {
        state.clearMessage();
    }

    private void record(MimeMessage mail) throws MessagingException, IOException {
        byte[] body = JsonNodeFactory.instance.objectNode()
                .put("from", InternetAddress.toUnicodeString(mail.getFrom()))
                .put("to", InternetAddress.toUnicodeString(mail.getAllRecipients()))
                .put("subject", Objects.requireNonNullElse(mail.getSubject(), ""))
                .put("text", text(mail))
                .toString().getBytes(StandardCharsets.UTF_8);
        neighbour.receive(mail.getHeader("Idempotency-Key", null), "MAIL", "smtp", body);
    }

    /** The first text part, read in its own charset; empty when there is none. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/*")) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = text(parts.getBodyPart(i));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
