package io.rmahub.camel.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves each request on the web server's own thread, from beginning to end.
 *
 * <p>The starter passes each request to a pool of eight, which caps the doors, and answers through a future, for
 * which the web server dispatches every request a second time through all filters.
 */
final class SameThreadHttpEngine extends SpringBootPlatformHttpEngine {

    private static final Executor SAME_THREAD = Runnable::run;

    SameThreadHttpEngine(int port) {
        super(port, SAME_THREAD);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new SameThreadConsumer(endpoint, processor);
    }

    private static final class SameThreadConsumer extends SpringBootPlatformHttpConsumer {

        private static final Logger log = LoggerFactory.getLogger(SameThreadHttpEngine.class);

        SameThreadConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor, SAME_THREAD);
        }

        /** Null says to Spring MVC that the request is answered; it would wait for a future, even a completed one. */
        @Override
        public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
            try {
                handleService(request, response);
            } catch (Exception e) {
                log.warn("A request could not be handled", e);
                refuse(response);
            }
            return null;
        }

        private static void refuse(HttpServletResponse response) {
            if (response.isCommitted()) {
                return;
            }
            try {
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
