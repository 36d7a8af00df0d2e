package io.rmahub.support;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 keep-alive connection on a blocking socket that sends requests rendered beforehand and reads
 * of an answer no more than it must: status, length and whether the server closes. It exists so that a load
 * client on the same two cores as the hub costs little; it understands what Tomcat sends and no more.
 * Not for use by several threads.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    private final int port;
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int from;
    private int to;
    private boolean closing;

    public HttpConnection(int port) {
        this.port = port;
    }

    /** Connects to the port on loopback if there is no connection. */
    public void connect() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(READ_TIMEOUT_MILLIS);
        fresh.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
        socket = fresh;
        in = fresh.getInputStream();
        out = fresh.getOutputStream();
        from = 0;
        to = 0;
    }

    /**
     * Sends one request and reads its whole answer.
     *
     * @return the status
     * @throws IOException if the connection breaks; whether the server has seen the request is then unknown
     */
    public int exchange(byte[] request) throws IOException {
        connect();
        try {
            out.write(request);
            int status = readHead();
            if (closing) {
                close();
            }
            return status;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private int readHead() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        long length = 0;
        boolean chunked = false;
        closing = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                closing = lower.contains("close");
            }
        }
        if (chunked) {
            skipChunks();
        } else {
            skip(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line().strip(), 16);
            skip(size);
            line();
        } while (size > 0);
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            if (from == to) {
                fill();
            }
            int step = (int) Math.min(left, to - from);
            from += step;
            left -= step;
        }
    }

    private String line() throws IOException {
        int scanned = from;
        while (true) {
            for (int i = scanned; i < to; i++) {
                if (buffer[i] == '\n') {
                    String line = new String(buffer, from, Math.max(0, i - from - 1), StandardCharsets.ISO_8859_1);
                    from = i + 1;
                    return line;
                }
            }
            scanned = more();
        }
    }

    /** Moves what is unread to the front and reads on; returns where the new bytes begin. */
    private int more() throws IOException {
        int unread = to - from;
        System.arraycopy(buffer, from, buffer, 0, unread);
        from = 0;
        to = unread;
        fill();
        return unread;
    }

    private void fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read <= 0) {
            throw new EOFException("The server closed the connection before the end of its answer");
        }
        to += read;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            socket = null;
        }
    }
}
