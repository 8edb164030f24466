package io.punchgate.bench.simulator;

import io.punchgate.bench.device.Punch;
import io.punchgate.bench.load.Latencies;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the outcomes of everything so far. Every device counts here. */
final class Tally {

    /** Punches on the wire, repeats counted. */
    final LongAdder sent = new LongAdder();
    /** The part of those that had been sent before. */
    final LongAdder retried = new LongAdder();

    final LongAdder acknowledged = new LongAdder();
    /** The part of those that the gateway had stored before. */
    final LongAdder duplicates = new LongAdder();

    final LongAdder rejected = new LongAdder();
    /** Punches that were answered by: later. */
    final LongAdder later = new LongAdder();
    /** Requests whose answer was lost on purpose. */
    final LongAdder lostAnswers = new LongAdder();
    /** Connections that broke or were not made, not on purpose. */
    final LongAdder broken = new LongAdder();

    final AtomicInteger online = new AtomicInteger();
    /** The last thing that went wrong, for a person. */
    private volatile String lastTrouble = "";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    /** All punches, and whether they are acknowledged. */
    private final ConcurrentMap<PunchKey, Boolean> punches = new ConcurrentHashMap<>();

    private final Latencies latencies = new Latencies();

    /**
     * A punch, here and in what is read back.
     *
     * @param localTime as the read API writes it
     */
    record PunchKey(String sn, String userId, String localTime) {

        static PunchKey of(String sn, Punch punch) {
            return new PunchKey(sn, punch.userId(), LOCAL.format(punch.time()));
        }
    }

    void record(PunchKey punch) {
        punches.put(punch, false);
    }

    void acknowledge(PunchKey punch) {
        punches.put(punch, true);
        acknowledged.increment();
    }

    /** Each punch of this run, and whether it is acknowledged. */
    Map<PunchKey, Boolean> punches() {
        return Collections.unmodifiableMap(punches);
    }

    /** In the devices' logs. */
    long waiting() {
        return punches.size() - acknowledged.sum() - rejected.sum();
    }

    /** From the request to its answer, counted for each of its punches. */
    synchronized void took(long nanos, int answered) {
        for (int i = 0; i < answered; i++) {
            latencies.add(nanos);
        }
    }

    /** In milliseconds; NaN if nothing was answered. */
    synchronized double quantile(double share) {
        return latencies.quantile(share);
    }

    String lastTrouble() {
        return lastTrouble;
    }

    void trouble(String what) {
        lastTrouble = what;
    }
}
