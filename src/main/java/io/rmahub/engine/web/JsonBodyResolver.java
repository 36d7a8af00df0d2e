package io.rmahub.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills in what is marked as {@link JsonBody}. */
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

    private static final int LARGEST_BODY = 256 * 1024;

    private final RequestReader reader;

    JsonBodyResolver(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(JsonBody.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer view, NativeWebRequest request,
                                  WebDataBinderFactory binders) throws IOException {
        byte[] body = request.getNativeRequest(HttpServletRequest.class).getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw RefusedException.tooLarge("A body is at most " + LARGEST_BODY + " bytes");
        }
        return reader.read(body, parameter.getParameterType().asSubclass(Record.class));
    }
}
