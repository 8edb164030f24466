package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Stores the rows of one body. A backlog of thousands is handed on in portions, so that one device never fills the queue that
 * all devices share; if any row fails, the call fails, and the device sends all of it again.
 */
final class PunchUpload {

    /** Rows handed on before the first of them is waited for. */
    static final int ROWS_IN_FLIGHT_MAX = 1_000;

    private final ReportInbox inbox;
    private final Reporter from;
    private final Function<String, DecodedRow> decoder;
    private final List<ReportedPunch> punches = new ArrayList<>();
    private final List<DecodedRow.Unreadable> unreadable = new ArrayList<>();
    private boolean admitted;
    private int stored;

    PunchUpload(ReportInbox inbox, Reporter from, Function<String, DecodedRow> decoder) {
        this.inbox = inbox;
        this.from = from;
        this.decoder = decoder;
    }

    /**
     * Stores all rows and tells how many there are.
     *
     * @throws Refused if the device may not report punches
     */
    int store(Iterator<String> rows) {
        while (rows.hasNext()) {
            switch (decoder.apply(rows.next())) {
                case DecodedRow.Punch row -> punches.add(row.punch());
                case DecodedRow.Unreadable row -> unreadable.add(row);
                case DecodedRow.NoPunch row -> stored++;
            }
            if (punches.size() + unreadable.size() >= ROWS_IN_FLIGHT_MAX) {
                flush();
            }
        }
        flush();
        return stored;
    }

    private void flush() {
        if (!punches.isEmpty()) {
            Replies.admitted(Replies.await(inbox.punches(from, punches)));
            admitted = true;
        }
        if (!admitted) {
            requireSubscription();
        }
        List<CompletableFuture<DeviceReply>> kept = unreadable.stream()
                .map(row -> inbox.reject(from, row.raw(), row.reason()))
                .toList();
        Replies.admitted(kept.stream().map(Replies::await).toList());
        stored += punches.size() + unreadable.size();
        punches.clear();
        unreadable.clear();
    }

    /** Where no punch was accepted yet: without a subscription nothing is kept, and the device keeps its log. */
    private void requireSubscription() {
        DeviceReply reply = Replies.admitted(Replies.await(inbox.validity(from)));
        if (reply instanceof DeviceReply.Validity validity && !validity.valid()) {
            throw new Refused(Refusal.SUBSCRIPTION_INACTIVE);
        }
        admitted = true;
    }
}
