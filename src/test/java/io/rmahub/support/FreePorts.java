package io.rmahub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback that nobody listened on a moment ago, for servers that run as processes of their own. They lie
 * below those that Linux gives to outgoing connections, so that none of these takes a port before its server does, or
 * while its server is being started again.
 */
public final class FreePorts {

    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private FreePorts() {
    }

    /** One free port. */
    public static int one() {
        return several(1).get(0);
    }

    /** Free ports, all different, because they are held until the last one is found. */
    public static List<Integer> several(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                tryOne(held);
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(FreePorts::close);
        }
    }

    private static void tryOne(List<ServerSocket> held) {
        // By chance, because tests run in several JVMs at once.
        int port = ThreadLocalRandom.current().nextInt(FROM, TO);
        try {
            held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            // Taken: the next one may be free.
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
