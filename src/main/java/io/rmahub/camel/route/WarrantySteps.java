package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rmahub.engine.processing.LookUpClient;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.IdempotentRequests.IdempotencyKeyReusedException;
import io.rmahub.engine.web.Problem;
import io.rmahub.unit.ProductCatalogue;
import io.rmahub.unit.model.ProductLookup;
import io.rmahub.warranty.Warranties;
import io.rmahub.warranty.Warranties.Call;
import io.rmahub.warranty.Warranties.Verb;
import io.rmahub.warranty.WarrantyReads;
import io.rmahub.warranty.WarrantyRefusedException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** The warranty API. */
@Component("warrantySteps")
public final class WarrantySteps {

    private static final String SKU = "[^\\s/?#%\\\\]{1,64}";

    private final WarrantyCalls calls;
    private final Warranties warranties;
    private final WarrantyReads reads;
    private final ProductCatalogue catalogue;
    private final LookUpClient lookUps;

    WarrantySteps(WarrantyCalls calls, Warranties warranties, WarrantyReads reads, ProductCatalogue catalogue,
                  LookUpClient lookUps) {
        this.calls = calls;
        this.warranties = warranties;
        this.reads = reads;
        this.catalogue = catalogue;
        this.lookUps = lookUps;
    }

    public void list(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String name : new String[] {"serialNumber", "customerId", "productFamily", "region", "tier", "status",
            "expiresBy"}) {
            wanted.put(name, ApiAnswer.text(exchange, name));
        }
        var before = ApiAnswer.uuid(exchange, "cursor");
        int limit = ApiAnswer.limit(exchange);
        answer(exchange, () -> reads.list(orgId, wanted, before, limit));
    }

    public void get(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String serial = ApiAnswer.path(exchange, "serialNumber");
        answer(exchange, () -> reads.get(orgId, serial));
    }

    public void coverage(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        String serial = ApiAnswer.path(exchange, "serialNumber");
        String on = ApiAnswer.text(exchange, "on");
        String part = ApiAnswer.text(exchange, "part");
        answer(exchange, () -> reads.coverage(orgId, serial, on, part));
    }

    public void decision(Exchange exchange) throws JsonProcessingException {
        String orgId = ApiAnswer.principal(exchange).orgId();
        var id = ApiAnswer.pathUuid(exchange, "id");
        answer(exchange, () -> reads.decision(orgId, id));
    }

    public void policies(Exchange exchange) throws JsonProcessingException {
        String version = ApiAnswer.text(exchange, "version");
        answer(exchange, () -> reads.policies(version));
    }

    /** One unit as JSON, or many as CSV. */
    public void register(Exchange exchange) throws JsonProcessingException {
        String type = ApiAnswer.header(exchange, Exchange.CONTENT_TYPE);
        String operation = "POST /api/warranty/register";
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            Call call = calls.csv(exchange, operation);
            answer(exchange, () -> warranties.register(call, calls.lines(call.raw()), this::familyOf));
        } else {
            Call call = calls.json(exchange, operation);
            answer(exchange, () -> warranties.register(call, this::familyOf));
        }
    }

    public void correct(Exchange exchange) throws JsonProcessingException {
        change(exchange, Verb.CORRECT, "serialNumber");
    }

    public void claim(Exchange exchange) throws JsonProcessingException {
        change(exchange, Verb.CLAIM, "id");
    }

    public void extend(Exchange exchange) throws JsonProcessingException {
        change(exchange, Verb.EXTEND, "id");
    }

    public void declareVoid(Exchange exchange) throws JsonProcessingException {
        change(exchange, Verb.VOID, "id");
    }

    public void reinstate(Exchange exchange) throws JsonProcessingException {
        change(exchange, Verb.REINSTATE, "id");
    }

    private void change(Exchange exchange, Verb verb, String name) throws JsonProcessingException {
        String which = ApiAnswer.path(exchange, name);
        Call call = calls.json(exchange, verb + " /api/warranty/" + which);
        answer(exchange, () -> warranties.change(call, verb, which));
    }

    /** What Products says; no answer is no obstacle. */
    private String familyOf(String sku) {
        if (!sku.matches(SKU)) {
            return null;
        }
        if (catalogue.unheardOf(sku)) {
            lookUps.ask("product", sku);
        }
        return catalogue.recall(sku) instanceof ProductLookup.Known known ? known.family() : null;
    }

    private void answer(Exchange exchange, Supplier<Answer> work) throws JsonProcessingException {
        try {
            answer(exchange, work.get());
        } catch (WarrantyRefusedException refusal) {
            answer(exchange, problem(refusal.status(), refusal.title(), refusal.getMessage(), refusal.more()));
        } catch (IdempotencyKeyReusedException reused) {
            answer(exchange, problem(422, "Unprocessable Content", reused.getMessage(), Map.of()));
        }
    }

    private Answer problem(int status, String title, String detail, Map<String, Object> more)
            throws JsonProcessingException {
        return new Answer(status, calls.problem(status, title, detail, more),
                Map.of(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE));
    }

    private static void answer(Exchange exchange, Answer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        answer.headers().forEach(message::setHeader);
        message.setBody(answer.body());
    }
}
