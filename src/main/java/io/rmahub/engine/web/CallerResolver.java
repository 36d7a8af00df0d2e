package io.rmahub.engine.web;

import io.rmahub.engine.access.CurrentPrincipal;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills in {@link Caller}. */
final class CallerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Caller.class);
    }

    @Override
    public Caller resolveArgument(MethodParameter parameter, ModelAndViewContainer view, NativeWebRequest request,
                                  WebDataBinderFactory binders) {
        return new Caller(CurrentPrincipal.require(), text(request.getHeader("Idempotency-Key")),
                text(request.getHeader("If-Match")));
    }

    private static String text(String header) {
        return header == null || header.isBlank() ? null : header.strip();
    }
}
