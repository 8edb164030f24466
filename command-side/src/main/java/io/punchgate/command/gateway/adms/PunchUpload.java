package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
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
    /** Unreadable rows kept each by itself; more are kept together, as many as fit into one record. */
    static final int UNREADABLE_KEPT_EACH_MAX = 1_000;

    private static final int RECORD_CHARACTERS_MAX = 4_000;
    private static final String TOO_MANY = "rows that cannot be read, too many to keep each by itself";

    private final ReportInbox inbox;
    private final Reporter from;
    private final Function<String, DecodedRow> decoder;
    private final List<ReportedPunch> punches = new ArrayList<>();
    private final List<DecodedRow.Unreadable> unreadable = new ArrayList<>();
    private boolean admitted;
    private int rowsRead;
    private int unreadableRows;

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
                case DecodedRow.Unreadable row -> addUnreadable(row);
                case DecodedRow.NoPunch row -> {}
            }
            rowsRead++;
            if (punches.size() + unreadable.size() >= ROWS_IN_FLIGHT_MAX) {
                flush();
            }
        }
        flush();
        return rowsRead;
    }

    private void addUnreadable(DecodedRow.Unreadable row) {
        unreadableRows++;
        if (unreadableRows > UNREADABLE_KEPT_EACH_MAX && !unreadable.isEmpty()) {
            String together = unreadable.getLast().raw() + "\n" + row.raw();
            if (together.length() <= RECORD_CHARACTERS_MAX) {
                unreadable.set(unreadable.size() - 1, new DecodedRow.Unreadable(together, TOO_MANY));
                return;
            }
        }
        unreadable.add(row);
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
