package io.rmahub.camel.route;

import io.rmahub.camel.config.EvidenceBodyFilter;
import io.rmahub.camel.route.ApiAnswer.BadRequestException;
import io.rmahub.engine.access.HubPrincipal;
import io.rmahub.engine.access.Scope;
import io.rmahub.engine.processing.LookUp;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.rma.CaseApi;
import io.rmahub.rma.CaseCaller;
import io.rmahub.rma.CaseDeadlineJob;
import io.rmahub.rma.EvidenceFile;
import io.rmahub.unit.ProductCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** The cases API: commands. */
@Component("caseCommandSteps")
public final class CaseCommandSteps {

    private static final int LARGEST_BODY = 256 * 1024;
    private static final int LARGEST_FILE = EvidenceBodyFilter.LARGEST;
    private static final int LONGEST_NAME = 200;
    private static final String BODY = "caseBody";

    private final CaseApi cases;
    private final ProductCatalogue catalogue;
    private final CaseDeadlineJob sweep;
    private final ApiAnswer answer;

    CaseCommandSteps(CaseApi cases, ProductCatalogue catalogue, CaseDeadlineJob sweep, ApiAnswer answer) {
        this.cases = cases;
        this.catalogue = catalogue;
        this.sweep = sweep;
        this.answer = answer;
    }

    /** Keeps the report, and names the SKU that the catalogue is to be asked about in the property {@code sku}. */
    public void receive(Exchange exchange) throws IOException {
        String body = body(exchange);
        exchange.setProperty(BODY, body);
        exchange.setProperty("caller", caller(exchange));
        String sku = cases.skuOf(body);
        if (catalogue.unheardOf(sku)) {
            exchange.setProperty("context", new LookUpContext.Single(new LookUp(ProductCatalogue.LOOK_UP, sku)));
        }
    }

    public void create(Exchange exchange) {
        send(exchange, cases.create(exchange.getProperty("caller", CaseCaller.class),
                exchange.getProperty(BODY, String.class)));
    }

    public void patch(Exchange exchange) throws IOException {
        send(exchange, cases.patch(caller(exchange), id(exchange), body(exchange)));
    }

    public void close(Exchange exchange) throws IOException {
        send(exchange, cases.close(caller(exchange), id(exchange), body(exchange)));
    }

    public void escalate(Exchange exchange) throws IOException {
        send(exchange, cases.escalate(caller(exchange), id(exchange), body(exchange)));
    }

    public void assign(Exchange exchange) throws IOException {
        send(exchange, cases.assign(caller(exchange), id(exchange), body(exchange)));
    }

    public void comment(Exchange exchange) throws IOException {
        send(exchange, cases.comment(caller(exchange), id(exchange), body(exchange)));
    }

    public void usePart(Exchange exchange) throws IOException {
        send(exchange, cases.usePart(caller(exchange), id(exchange), body(exchange)));
    }

    public void returnPart(Exchange exchange) throws IOException {
        send(exchange, cases.returnPart(caller(exchange), id(exchange), ApiAnswer.path(exchange, "part"),
                body(exchange)));
    }

    public void standby(Exchange exchange) throws IOException {
        send(exchange, cases.standby(caller(exchange), id(exchange), body(exchange)));
    }

    /** The file is the part {@code file} of a form, or the whole body with its name in {@code fileName}. */
    public void attach(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.getMessage(PlatformHttpMessage.class).getRequest();
        MultipartHttpServletRequest form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        EvidenceFile file = form == null ? wholeBody(exchange, request) : part(form);
        if (file == null) {
            answer.problem(exchange, 413, "Content Too Large", "A file is at most " + LARGEST_FILE + " bytes");
        } else {
            send(exchange, cases.attach(caller(exchange), id(exchange), file));
        }
    }

    private static EvidenceFile part(MultipartHttpServletRequest form) throws IOException {
        MultipartFile file = form.getFile("file");
        if (file == null) {
            throw new BadRequestException("The form has no part \"file\"");
        }
        return file.getSize() > LARGEST_FILE ? null : new EvidenceFile(name(file.getOriginalFilename()),
                file.getContentType(), file.getBytes(), note(form.getParameter("note")));
    }

    private static EvidenceFile wholeBody(Exchange exchange, HttpServletRequest request) {
        byte[] bytes = (byte[]) request.getAttribute(EvidenceBodyFilter.BYTES);
        if (bytes == null) {
            throw new BadRequestException("There is no file: send a form with a part \"file\", or the file as body");
        }
        return bytes.length > LARGEST_FILE ? null : new EvidenceFile(name(ApiAnswer.text(exchange, "fileName")),
                request.getContentType(), bytes, note(ApiAnswer.text(exchange, "note")));
    }

    /** Without folders: it names nothing but itself. */
    private static String name(String given) {
        String name = given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new BadRequestException("The file needs a name of at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static String note(String given) {
        if (given != null && (given.length() > LARGEST_BODY / 100 || given.indexOf('\u0000') >= 0)) {
            throw new BadRequestException("note is a text of at most " + LARGEST_BODY / 100 + " characters");
        }
        return given;
    }

    /** For the sweep's route. */
    public int sweep() {
        return sweep.run();
    }

    private static CaseCaller caller(Exchange exchange) {
        HubPrincipal principal = ApiAnswer.principal(exchange);
        return new CaseCaller(principal.orgId(), principal.name(), principal.may(Scope.SERVICE_RESOLVE),
                ApiAnswer.header(exchange, "Idempotency-Key"), ApiAnswer.header(exchange, "If-Match"));
    }

    private static String id(Exchange exchange) {
        return ApiAnswer.path(exchange, "id");
    }

    private static String body(Exchange exchange) throws IOException {
        InputStream in = exchange.getMessage().getBody(InputStream.class);
        byte[] bytes = in == null ? new byte[0] : in.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new BadRequestException("The body is larger than " + LARGEST_BODY + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void send(Exchange exchange, Answer told) {
        ApiAnswer.answer(exchange, told.status(), "application/json", told.body(), Map.copyOf(told.headers()));
    }
}
