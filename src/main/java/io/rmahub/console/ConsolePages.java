package io.rmahub.console;

import io.rmahub.engine.access.CurrentPrincipal;
import io.rmahub.engine.access.HubPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login page and the first page after it. */
@Controller
class ConsolePages {

    private final OpsReadModel ops;

    ConsolePages(OpsReadModel ops) {
        this.ops = ops;
    }

    @GetMapping("/")
    String home(Model model) {
        HubPrincipal principal = CurrentPrincipal.require();
        Overview overview = ops.overview(principal.orgId());
        model.addAttribute("principal", principal);
        model.addAttribute("overview", overview);
        model.addAttribute("times", new Times(overview.at()));
        return "home";
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }
}
