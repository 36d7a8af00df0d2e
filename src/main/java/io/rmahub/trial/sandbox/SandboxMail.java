package io.rmahub.trial.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;

/**
 * The mail server that notifications go to, on the loopback address.
 *
 * <p>A mail is recorded with its header {@code Idempotency-Key} and stored nowhere else, so that a long load
 * leaves no mailboxes behind. Told to be down, it closes connections without a greeting.
 */
public final class SandboxMail {

    private static final long START_MILLIS = 5_000;

    private final int wantedPort;
    private final Neighbour neighbour;
    private SmtpServer server;

    SandboxMail(int wantedPort, Neighbour neighbour) {
        this.wantedPort = wantedPort;
        this.neighbour = neighbour;
    }

    /** Starts to listen; throws IllegalStateException when the port is taken. */
    void start() throws InterruptedException {
        RecordingManagers managers = new RecordingManagers();
        server = new SmtpServer(new ServerSetup(wantedPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), managers) {
            @Override
            protected void handleClientSocket(Socket socket) throws SocketException {
                // The greeting goes out line by line; without this each mail would wait 40 ms for an acknowledgement.
                socket.setTcpNoDelay(true);
                super.handleClientSocket(socket);
            }

            @Override
            protected ProtocolHandler createProtocolHandler(Socket socket) {
                return refuses() ? new ClosedConnection(socket) : super.createProtocolHandler(socket);
            }
        };
        server.setDaemon(true);
        server.startService();
        if (!server.waitTillRunning(START_MILLIS)) {
            throw new IllegalStateException("The sandbox's mail server cannot listen on port " + wantedPort
                    + "; choose another with hub.sandbox.smtp-port (0 takes a free one)");
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    void stop() {
        server.stopService(1_000);
    }

    private boolean refuses() {
        if (neighbour.behaviour().current().mode() != Behaviour.Mode.DOWN) {
            return false;
        }
        neighbour.behaviour().next();
        neighbour.countRefused();
        return true;
    }

    private final class RecordingManagers extends Managers {

        private final MailRecorder recorder = new MailRecorder(this, neighbour);

        @Override
        public MailRecorder getSmtpManager() {
            return recorder;
        }
    }
}
