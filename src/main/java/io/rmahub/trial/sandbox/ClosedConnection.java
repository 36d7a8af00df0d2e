package io.rmahub.trial.sandbox;

import com.icegreen.greenmail.server.ProtocolHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A connection that is closed as soon as it is served. */
record ClosedConnection(Socket socket) implements ProtocolHandler {

    @Override
    public void run() {
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
