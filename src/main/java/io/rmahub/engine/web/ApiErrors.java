package io.rmahub.engine.web;

import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.FailureTable;
import io.rmahub.engine.web.IdempotentRequests.IdempotencyKeyReusedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.propertyeditors.StringTrimmerEditor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ExtendedServletRequestDataBinder;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * The one place where requests to the API that failed are answered: as problem (RFC 9457), and without a word of what
 * happened inside.
 */
@RestControllerAdvice(annotations = ApiController.class)
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    /** A parameter without a value is one that was not given. */
    @InitBinder
    void blankIsAbsent(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new StringTrimmerEditor(true));
    }

    /** Browsers and proxies send headers that are called like filters (RFC 9110, RFC 9218); Spring would take them. */
    @InitBinder
    void headersAreNoParameters(WebDataBinder binder) {
        if (binder instanceof ExtendedServletRequestDataBinder parameters) {
            parameters.setHeaderPredicate(name -> false);
        }
    }

    @ExceptionHandler
    ResponseEntity<Object> reused(IdempotencyKeyReusedException e, WebRequest request) {
        return answer(e, HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage(), request);
    }

    private ResponseEntity<Object> unavailable(Exception e, WebRequest request) {
        log.warn("The database does not answer: {}", e.getMessage());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(e, HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; try again", headers, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(RuntimeException e, WebRequest request) {
        if (e instanceof AuthenticationException
                || e instanceof AccessDeniedException) {
            throw e;
        }
        if (FailureTable.STANDARD.causeOf(e) == Cause.DATABASE) {
            return unavailable(e, request);
        }
        log.error("An API request failed", e);
        return answer(e, HttpStatus.INTERNAL_SERVER_ERROR, "The hub could not answer; its log says why", request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(e, e.getBindingResult().getAllErrors().stream()
                .map(error -> error instanceof FieldError field
                        ? new FieldProblem(field.getField(), reason(field))
                        : new FieldProblem("", error.getDefaultMessage()))
                .toList(), request);
    }

    private static String reason(FieldError error) {
        return error.isBindingFailure() && error.contains(TypeMismatchException.class)
                ? form(error.unwrap(TypeMismatchException.class)) : error.getDefaultMessage();
    }

    private static String form(TypeMismatchException e) {
        return e.getRequiredType() == null ? "not of its form" : ValueForms.of(e.getRequiredType());
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(e, e.getParameterValidationResults().stream().flatMap(result -> result.getResolvableErrors()
                .stream().map(error -> new FieldProblem(result.getMethodParameter().getParameterName(),
                        error.getDefaultMessage()))).toList(), request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException mismatch ? mismatch.getName()
                : e.getPropertyName();
        return unreadable(e, List.of(new FieldProblem(name == null ? "" : name, form(e))), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(MissingServletRequestParameterException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(e, List.of(new FieldProblem(e.getParameterName(), "is missing")), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return unreadable(e, List.of(new FieldProblem("", "The body is not a JSON object")), request);
    }

    private ResponseEntity<Object> unreadable(Exception e, List<FieldProblem> errors, WebRequest request) {
        RefusedException refused = RefusedException.unreadable(errors);
        return handleExceptionInternal(e, refused.getBody(), problem(new HttpHeaders()), refused.getStatusCode(),
                request);
    }

    private ResponseEntity<Object> answer(Exception e, HttpStatus status, String detail, WebRequest request) {
        return answer(e, status, detail, new HttpHeaders(), request);
    }

    private ResponseEntity<Object> answer(Exception e, HttpStatus status, String detail, HttpHeaders headers,
                                          WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), problem(headers), status,
                request);
    }

    /** Whatever the caller accepts: a problem is JSON. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(Object body, HttpHeaders headers, HttpStatusCode status,
                                                          WebRequest request) {
        return new ResponseEntity<>(body, problem(new HttpHeaders(headers)), status);
    }

    private static HttpHeaders problem(HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return headers;
    }
}
