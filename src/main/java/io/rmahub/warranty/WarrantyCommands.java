package io.rmahub.warranty;

import io.rmahub.engine.processing.DecisionService;
import io.rmahub.engine.web.Caller;
import io.rmahub.engine.web.EntityTags;
import io.rmahub.engine.web.IdempotentRequests;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.Request;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.api.ClaimRequest;
import io.rmahub.warranty.api.CorrectionRequest;
import io.rmahub.warranty.api.ExtensionRequest;
import io.rmahub.warranty.api.RegisteredWarranty;
import io.rmahub.warranty.api.RegistrationFile;
import io.rmahub.warranty.api.RegistrationFile.Line;
import io.rmahub.warranty.api.RegistrationReport;
import io.rmahub.warranty.api.RegistrationRequest;
import io.rmahub.warranty.api.ReinstatementRequest;
import io.rmahub.warranty.api.VoidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The commands of the warranty API. Each is one transaction, and is done once however often it comes with one key.
 * What is refused throws a {@link RefusedException} and changes nothing; what the rules refuse is an answer, since the
 * decision is kept.
 */
@Component
public final class WarrantyCommands {

    /** Decides on a warranty that is locked; the answer is made of the record as it is in the end. */
    @FunctionalInterface
    private interface Change {
        Function<WarrantyRecord, Answer> apply(WarrantyCommand command, LockedWarranty warranty);
    }

    private final DecisionService decisions;
    private final IdempotentRequests requests;
    private final WarrantyService warranties;
    private final Registrations registrations;
    private final ProductFamilies families;
    private final Corrections corrections;
    private final ClaimIntake claims;
    private final Extensions extensions;
    private final Voids voids;
    private final WarrantyReads reads;
    private final Clock clock;
    /** A savepoint in the transaction of the call: what is refused takes back its own line, and no other. */
    private final TransactionTemplate ofOneLine;

    WarrantyCommands(DecisionService decisions, IdempotentRequests requests, WarrantyService warranties,
                     Registrations registrations, ProductFamilies families, Corrections corrections, ClaimIntake claims,
                     Extensions extensions, Voids voids, WarrantyReads reads, Clock clock,
                     PlatformTransactionManager transactions) {
        this.decisions = decisions;
        this.requests = requests;
        this.warranties = warranties;
        this.registrations = registrations;
        this.families = families;
        this.corrections = corrections;
        this.claims = claims;
        this.extensions = extensions;
        this.voids = voids;
        this.reads = reads;
        this.clock = clock;
        this.ofOneLine = new TransactionTemplate(transactions);
        ofOneLine.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Registers one unit. */
    public Answer register(Caller caller, RegistrationRequest request) {
        String family = families.of(request);
        return once(caller, "POST register", bytes(request), command -> {
            RegisteredWarranty registered = registrations.register(command, request, family);
            return Answers.of(201, registered, Map.of("ETag", EntityTags.of(registered.warranty().version()),
                    "Location", "/api/warranty/" + registered.warranty().serialNumber()));
        });
    }

    /** Registers many; what one line is refused for does not touch the others. The report has a line for each. */
    public Answer register(Caller caller, RegistrationFile file) {
        Map<String, String> familiesBySku = families.of(file.requests());
        return once(caller, "POST register", file.content(), command -> {
            List<RegistrationReport.Line> report = new ArrayList<>();
            for (Line line : file.lines()) {
                report.add(register(command, line, familiesBySku));
            }
            return Answers.of(200, RegistrationReport.of(report));
        });
    }

    private RegistrationReport.Line register(WarrantyCommand command, Line line, Map<String, String> familiesBySku) {
        try {
            RegistrationRequest request = line.required();
            return RegistrationReport.Line.registered(line, ofOneLine.execute(status ->
                    registrations.register(command, request, familiesBySku.get(request.productId()))));
        } catch (RefusedException refusal) {
            return RegistrationReport.Line.refused(line, refusal);
        }
    }

    /** Adds or corrects what is known of the unit. */
    public Answer correct(Caller caller, String idOrSerial, CorrectionRequest request) {
        return change(caller, "correct", idOrSerial, request,
                (command, warranty) -> corrections.correct(command, warranty, request));
    }

    /** Makes a claim. */
    public Answer claim(Caller caller, String idOrSerial, ClaimRequest request) {
        return change(caller, "claim", idOrSerial, request,
                (command, warranty) -> claims.claim(command, warranty, request));
    }

    /** Extends the warranty, or asks for an exception. */
    public Answer extend(Caller caller, String idOrSerial, ExtensionRequest request) {
        return change(caller, "extend", idOrSerial, request,
                (command, warranty) -> extensions.purchase(command, warranty, request));
    }

    /** Voids on a ground of the terms. */
    public Answer declareVoid(Caller caller, String idOrSerial, VoidRequest request) {
        return change(caller, "void", idOrSerial, request,
                (command, warranty) -> voids.declare(command, warranty, request));
    }

    /** Asks for the reversal of a void. */
    public Answer reinstate(Caller caller, String idOrSerial, ReinstatementRequest request) {
        return change(caller, "reinstate", idOrSerial, request,
                (command, warranty) -> voids.reinstate(command, warranty, request));
    }

    /** Every command on a registered warranty: lock, version, rule, write, answer. */
    private Answer change(Caller caller, String operation, String idOrSerial, Record request, Change change) {
        return once(caller, operation + " " + idOrSerial, bytes(request), command -> {
            LockedWarranty warranty = warranties.lock(command.orgId(), reads.id(command.orgId(), idOrSerial),
                    command.context());
            EntityTags.require(caller.ifMatch(), warranty.before.version());
            Function<WarrantyRecord, Answer> answer = change.apply(command, warranty);
            command.effects().emit(warranties.finish(List.of(warranty)));
            return answer.apply(warranties.read(warranty.id()));
        });
    }

    private Answer once(Caller caller, String operation, byte[] content, Function<WarrantyCommand, Answer> work) {
        Instant now = clock.instant();
        return decisions.transact(effects -> requests.once(
                new Request(caller.orgId(), caller.idempotencyKey(), operation + " of a warranty", content), now,
                () -> work.apply(new WarrantyCommand(effects, caller, now))));
    }

    /** Two bodies that say the same are the same request. */
    private static byte[] bytes(Record request) {
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }
}
