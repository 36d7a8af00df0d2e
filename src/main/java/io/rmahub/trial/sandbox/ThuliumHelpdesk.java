package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The helpdesk's tickets: asked for under {@code /api}, set by a test or a person beside it. */
@SandboxOnly
@RestController
@RequestMapping("/sandbox/thulium")
class ThuliumHelpdesk {

    private final Neighbour thulium;
    private final InventedTickets tickets;

    ThuliumHelpdesk(Neighbours neighbours, InventedTickets tickets) {
        this.thulium = neighbours.get(Neighbours.THULIUM);
        this.tickets = tickets;
    }

    @GetMapping("/api/tickets/{id}")
    ObjectNode ticket(@PathVariable String id,
            @RequestParam(name = "include_custom_fields", defaultValue = "false") boolean customFields) {
        thulium.countRead();
        return tickets.find(id, customFields)
                .orElseThrow(() -> new SandboxProblemException(HttpStatus.NOT_FOUND, "There is no such ticket"));
    }

    /** From now on this ticket is answered exactly as given here. */
    @PutMapping("/tickets/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable String id, @RequestBody ObjectNode ticket) {
        tickets.set(id, ticket);
    }

    /** Goes back to the invented ticket. */
    @DeleteMapping("/tickets/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unset(@PathVariable String id) {
        tickets.unset(id);
    }
}
