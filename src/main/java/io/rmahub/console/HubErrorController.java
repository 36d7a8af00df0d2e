package io.rmahub.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The last answer to what nothing else answered: a page for people, {@code application/problem+json} for
 * machines. Says the status and never what went wrong inside.
 */
@Controller
class HubErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    Object answer(HttpServletRequest request) {
        HttpStatus status = status(request);
        if (isPage(request)) {
            ModelAndView page = new ModelAndView("error", status);
            page.addObject("status", status);
            return page;
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatus(status));
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return !path.startsWith("/api/") && !path.startsWith("/sandbox/") && !path.startsWith("/actuator");
    }
}
