package io.rmahub.engine.delivery;

import io.rmahub.engine.mapping.MappingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The one table of failures: status or exception → {@link Cause}. What follows from a cause are its own columns.
 *
 * <p>An exception is looked up by its rows from the top; if none fits, the exception inside of it is. What fits
 * nowhere is a fault of the hub itself.
 */
public final class FailureTable {

    /** Exceptions of Java, Spring and the hub's own engine. Those of clients are added where the clients are used. */
    public static final FailureTable STANDARD = new FailureTable(List.of(
            Row.of(MappingException.class, Cause.MAPPING),
            Row.of(DataAccessResourceFailureException.class, Cause.DATABASE),
            Row.of(TransientDataAccessException.class, Cause.DATABASE),
            Row.of(RecoverableDataAccessException.class, Cause.DATABASE),
            Row.of(TransactionException.class, Cause.DATABASE),
            Row.of(UnknownHostException.class, Cause.UNREACHABLE),
            Row.of(NoRouteToHostException.class, Cause.UNREACHABLE),
            Row.of(ConnectException.class, Cause.UNREACHABLE),
            Row.of(HttpConnectTimeoutException.class, Cause.UNREACHABLE),
            Row.of(HttpTimeoutException.class, Cause.TIMEOUT),
            Row.of(SocketTimeoutException.class, Cause.TIMEOUT),
            Row.of(TimeoutException.class, Cause.TIMEOUT),
            Row.of(SocketException.class, Cause.UNREACHABLE),
            Row.innermost(IOException.class, Cause.UNREACHABLE)));

    private static final int DEEPEST = 10;

    /**
     * One line of the table.
     *
     * @param type  exceptions of this class and its subclasses
     * @param when  which of them
     * @param cause what they mean
     */
    public record Row(Class<? extends Throwable> type, Predicate<Throwable> when, Function<Throwable, Cause> cause) {

        public static Row of(Class<? extends Throwable> type, Cause cause) {
            return new Row(type, thrown -> true, thrown -> cause);
        }

        /** Fits only where no other exception is inside. */
        public static Row innermost(Class<? extends Throwable> type, Cause cause) {
            return new Row(type, thrown -> thrown.getCause() == null, thrown -> cause);
        }

        /** Fits exceptions that know their cause. */
        public static <T extends Throwable> Row known(Class<T> type, Function<T, Cause> cause) {
            return new Row(type, thrown -> true, thrown -> cause.apply(type.cast(thrown)));
        }

        private boolean fits(Throwable thrown) {
            return type.isInstance(thrown) && when.test(thrown);
        }
    }

    private final List<Row> rows;

    private FailureTable(List<Row> rows) {
        this.rows = rows;
    }

    /** This table with more rows above its own. */
    public FailureTable with(Row... more) {
        return new FailureTable(Stream.concat(Stream.of(more), rows.stream()).toList());
    }

    /** The cause of a failure; {@link Cause#INTERNAL} if nothing of it is known. */
    public Cause causeOf(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            for (Row row : rows) {
                if (row.fits(current)) {
                    return row.cause().apply(current);
                }
            }
            current = current.getCause();
        }
        return Cause.INTERNAL;
    }

    /**
     * The cause behind an HTTP status of 300 or more (RFC 9110 §15); 408 and 425 (RFC 8470 §5.2) ask for a
     * repetition.
     */
    public static Cause ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Cause.UNAUTHORIZED;
            case 404, 410 -> Cause.NOT_FOUND;
            case 408, 425 -> Cause.TIMEOUT;
            case 429 -> Cause.THROTTLED;
            default -> status >= 500 ? Cause.SERVER_ERROR : Cause.REJECTED;
        };
    }
}
