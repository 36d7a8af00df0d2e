package io.rmahub.benchmark;

import org.HdrHistogram.Histogram;

/**
 * What one round of load came to.
 *
 * @param firstId  tickets {@code firstId} to {@code firstId + requests − 1} were posted
 * @param requests answered with 2xx
 * @param refused  answered otherwise
 * @param seconds  from the first request until the last answer
 * @param micros   time of each answer as the client saw it, in microseconds
 */
record Load(long firstId, long requests, long refused, double seconds, Histogram micros) {

    double perSecond() {
        return requests / seconds;
    }

    /** Milliseconds below which {@code percentile} percent of the answers came. */
    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
