package io.rmahub.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an operation does not have: a filter that is misspelt must not show everything. Known
 * are those of {@link RequestParam} and the components of a record that is a {@link ModelAttribute}.
 */
final class KnownParameters implements HandlerInterceptor {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ApiController.class)
                && hasQueryParametersOnly(request)) {
            Set<String> names = known.computeIfAbsent(method.getMethod(), each -> names(method));
            List<FieldProblem> problems = new ArrayList<>();
            for (String name : Collections.list(request.getParameterNames())) {
                if (!names.contains(name)) {
                    problems.add(new FieldProblem(name, "there is no such parameter; there are " + names));
                } else if (request.getParameter(name).indexOf('\u0000') >= 0) {
                    problems.add(new FieldProblem(name, "holds a character that no text has"));
                }
            }
            if (!problems.isEmpty()) {
                throw RefusedException.unreadable(problems);
            }
        }
        return true;
    }

    /** Of a form, the body's fields count as parameters too, and to ask for them would read the body away. */
    private static boolean hasQueryParametersOnly(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD")
                || request.getContentType() == null || !request.getContentType().startsWith("application/x-www-form");
    }

    private static Set<String> names(HandlerMethod method) {
        Set<String> names = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam single = parameter.getParameterAnnotation(RequestParam.class);
            if (single != null) {
                names.add(single.name().isEmpty() ? parameter.getParameterName() : single.name());
            } else if (parameter.hasParameterAnnotation(ModelAttribute.class)
                    && parameter.getParameterType().isRecord()) {
                Arrays.stream(parameter.getParameterType().getRecordComponents()).map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
