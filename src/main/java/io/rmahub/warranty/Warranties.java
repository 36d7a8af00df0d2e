package io.rmahub.warranty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The commands of the warranty API. Each is one transaction, and is done once however often it comes with one key. */
@Component
public final class Warranties {

    /**
     * A call as it came.
     *
     * @param key       its Idempotency-Key, or null
     * @param operation method and path
     * @param raw       the bytes of its body
     * @param body      what they say
     * @param ifVersion of If-Match, or null
     */
    public record Call(String orgId, String actor, String key, String operation, byte[] raw, JsonNode body,
                       Long ifVersion) {
    }

    /** Everything that can be done with a registered warranty. */
    public enum Verb {
        CORRECT(UnitEntry.FIELDS),
        CLAIM(Set.of("kind", "fault", "description", "reportedOn", "serviceContract", "amount", "currency", "exception",
                "acceptPaid")),
        EXTEND(Set.of("tier", "exception")),
        VOID(Set.of("ground", "note")),
        REINSTATE(Set.of("reason", "voidId"));

        private final Set<String> fields;

        Verb(Set<String> fields) {
            this.fields = fields;
        }
    }

    private final DecisionService desk;
    private final IdempotentRequests requests;
    private final Registrations registrations;
    private final Corrections corrections;
    private final ClaimIntake claims;
    private final Extensions extensions;
    private final Voids voids;
    private final WarrantyReads reads;
    private final Clock clock;
    /** A savepoint in the transaction of the call: what is refused takes back its own line, and no other. */
    private final TransactionTemplate ofOneLine;

    Warranties(DecisionService desk, IdempotentRequests requests, Registrations registrations, Corrections corrections,
               ClaimIntake claims, Extensions extensions, Voids voids, WarrantyReads reads, Clock clock,
               PlatformTransactionManager transactions) {
        this.desk = desk;
        this.requests = requests;
        this.registrations = registrations;
        this.corrections = corrections;
        this.claims = claims;
        this.extensions = extensions;
        this.voids = voids;
        this.reads = reads;
        this.clock = clock;
        this.ofOneLine = new TransactionTemplate(transactions);
        ofOneLine.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Registers one unit.
     *
     * @param familyOf what the catalogue says of a SKU, or null
     */
    public Answer register(Call call, UnaryOperator<String> familyOf) {
        return once(call, command -> {
            UnitEntry.requireOnly(UnitEntry.FIELDS, call.body());
            return registrations.register(command, familyOf);
        });
    }

    /** Registers many; what one line is refused for does not touch the others. The report has a line for each. */
    public Answer register(Call call, List<ObjectNode> lines, UnaryOperator<String> familyOf) {
        return once(call, command -> {
            ArrayNode report = DeskJson.MAPPER.createArrayNode();
            int refused = 0;
            for (int i = 0; i < lines.size(); i++) {
                ObjectNode line = line(command, lines.get(i), familyOf);
                refused += line.has("id") ? 0 : 1;
                // The first line of the file names the columns.
                report.add(((ObjectNode) DeskJson.object().put("line", i + 2)).setAll(line));
            }
            ObjectNode body = DeskJson.object().put("registered", lines.size() - refused).put("refused", refused);
            body.set("lines", report);
            return Answers.of(200, body);
        });
    }

    private ObjectNode line(Command command, ObjectNode line, UnaryOperator<String> familyOf) {
        ObjectNode told = DeskJson.object().put("serialNumber", line.path("serialNumber").asText(null));
        try {
            Answer answer = ofOneLine.execute(status -> {
                UnitEntry.requireOnly(UnitEntry.FIELDS, line);
                return registrations.register(new Command(command.effects(), command.orgId(), command.actor(),
                        command.id(), null, line, command.now()), familyOf);
            });
            JsonNode registered = DeskJson.tree(answer.body());
            return told.put("status", answer.status()).put("id", registered.path("id").asText())
                    .put("expiresAt", registered.path("expiresAt").asText(null));
        } catch (WarrantyRefusedException refusal) {
            told.put("status", refusal.status()).put("detail", refusal.getMessage());
            told.setAll(DeskJson.object(refusal.more()));
            return told;
        }
    }

    /** Does it with the warranty of this id or serial number. */
    public Answer change(Call call, Verb verb, String idOrSerial) {
        return once(call, command -> {
            UUID id = reads.id(command.orgId(), idOrSerial);
            UnitEntry.requireOnly(verb.fields, call.body());
            return switch (verb) {
                case CORRECT -> corrections.correct(command, id);
                case CLAIM -> claims.claim(command, id);
                case EXTEND -> extensions.purchase(command, id);
                case VOID -> voids.declare(command, id);
                case REINSTATE -> voids.reinstate(command, id);
            };
        });
    }

    @FunctionalInterface
    private interface Doing {
        Answer run(Command command);
    }

    private Answer once(Call call, Doing doing) {
        Instant now = clock.instant();
        return desk.transact(effects -> requests.once(new Request(call.orgId(), call.key(), call.operation(), call.raw()), now,
                () -> doing.run(new Command(effects, call.orgId(), call.actor(),
                        UuidCreator.getTimeOrderedEpochPlus1(), call.ifVersion(), call.body(), now))));
    }
}
