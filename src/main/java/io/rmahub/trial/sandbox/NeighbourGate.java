package io.rmahub.trial.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** What happens to a call before the neighbour looks at it: first the commanded behaviour, then the credentials. */
final class NeighbourGate implements HandlerInterceptor {

    private final Neighbour neighbour;

    NeighbourGate(Neighbour neighbour) {
        this.neighbour = neighbour;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (!(handler instanceof HandlerMethod)) {
            return true; // nobody lives at this path: it stays a plain 404
        }
        Behaviour.Command command = neighbour.behaviour().next();
        if (command.latencyMillis() > 0) {
            Thread.sleep(command.latencyMillis());
        }
        switch (command.mode()) {
            case DOWN -> {
                neighbour.countRefused();
                request.setAttribute(ConnectionDropValve.DROP, Boolean.TRUE);
                return false;
            }
            case FAILING -> {
                neighbour.countRefused();
                throw new SandboxProblemException(HttpStatus.valueOf(command.status()),
                        "The neighbour was told to fail")
                        .retryAfter(command.retryAfterSeconds());
            }
            case OK, SLOW -> {
                if (!neighbour.credential().fits(request::getHeader)) {
                    neighbour.countRefused();
                    throw new SandboxProblemException(HttpStatus.UNAUTHORIZED,
                            "The credentials of this call do not fit")
                            .challenge(neighbour.credential().challenge());
                }
            }
        }
        return true;
    }
}
