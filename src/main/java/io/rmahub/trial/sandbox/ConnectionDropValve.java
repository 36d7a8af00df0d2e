package io.rmahub.trial.sandbox;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection without an answer when the request was marked so.
 *
 * <p>A servlet cannot do this: Tomcat turns whatever a servlet throws into a 500. A valve holds Tomcat's own
 * response and can tell the connector to close the socket at once.
 */
final class ConnectionDropValve extends ValveBase {

    static final String DROP = ConnectionDropValve.class.getName() + ".drop";

    ConnectionDropValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(DROP) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
