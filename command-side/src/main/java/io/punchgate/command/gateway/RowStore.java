package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.ReportedPunch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Stores the rows of one message, in portions, so that one device never fills the queue that all share. What it answers is
 * there once all rows are safe: the message may be acknowledged then, and only then.
 */
@Component
public final class RowStore {

    /** Rows handed on before the first of them is waited for. */
    static final int ROWS_IN_FLIGHT_MAX = 500;

    private final ReportInbox inbox;

    public RowStore(ReportInbox inbox) {
        this.inbox = inbox;
    }

    /**
     * Stores punches, and keeps for the operator what cannot be read.
     *
     * @return the refusal, or any other reply: all of it is stored. It fails with {@link ReportUnavailable}
     */
    public CompletableFuture<DeviceReply> store(Reporter from, List<DecodedRow> rows) {
        List<ReportedPunch> punches = new ArrayList<>();
        List<DecodedRow.Unreadable> unreadable = new ArrayList<>();
        for (DecodedRow row : rows) {
            switch (row) {
                case DecodedRow.Punch readable -> punches.add(readable.punch());
                case DecodedRow.Unreadable other -> unreadable.add(other);
                case DecodedRow.NoPunch none -> {}
            }
        }
        CompletableFuture<DeviceReply> stored = punches.isEmpty() ? subscribed(from) : done(new DeviceReply.Seen(null));
        stored = inPortions(stored, punches, portion -> inbox.punches(from, portion));
        return inPortions(
                stored,
                unreadable,
                portion -> all(portion.stream()
                        .map(row -> inbox.reject(from, row.raw(), row.reason()))
                        .toList()));
    }

    /** Where there is no punch to be refused: without a subscription nothing is kept, and the device keeps its log. */
    private CompletableFuture<DeviceReply> subscribed(Reporter from) {
        return inbox.validity(from)
                .thenApply(reply -> reply instanceof DeviceReply.Validity validity && !validity.valid()
                        ? new DeviceReply.Refused(Refusal.SUBSCRIPTION_INACTIVE)
                        : reply);
    }

    private static <T> CompletableFuture<DeviceReply> inPortions(
            CompletableFuture<DeviceReply> before,
            List<T> rows,
            Function<List<T>, CompletableFuture<List<DeviceReply>>> store) {
        CompletableFuture<DeviceReply> stored = before;
        for (int from = 0; from < rows.size(); from += ROWS_IN_FLIGHT_MAX) {
            List<T> portion = rows.subList(from, Math.min(rows.size(), from + ROWS_IN_FLIGHT_MAX));
            stored = unlessRefused(stored, () -> store.apply(portion).thenApply(RowStore::refusalOrLast));
        }
        return stored;
    }

    private static CompletableFuture<DeviceReply> unlessRefused(
            CompletableFuture<DeviceReply> before, Supplier<CompletableFuture<DeviceReply>> next) {
        return before.thenCompose(reply -> reply instanceof DeviceReply.Refused ? done(reply) : next.get());
    }

    private static DeviceReply refusalOrLast(List<DeviceReply> replies) {
        return replies.stream()
                .filter(DeviceReply.Refused.class::isInstance)
                .findFirst()
                .orElseGet(replies::getLast);
    }

    private static CompletableFuture<List<DeviceReply>> all(List<CompletableFuture<DeviceReply>> replies) {
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<DeviceReply> done(DeviceReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
