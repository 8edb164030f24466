package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.command.gateway.RowPolicy.WithoutSubscription;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Stores the rows of one message, in portions. Its reply is there once all rows are safe: the message may be acknowledged
 * then, and only then. If a part of it fails, the device sends all of it again, which does no harm to punches; so the
 * unreadable rows come last.
 */
@Component
public final class RowStore {

    private static final String NO_SUBSCRIPTION = "the device has no active subscription";

    private final ReportInbox inbox;

    public RowStore(ReportInbox inbox) {
        this.inbox = inbox;
    }

    /** Stores the rows of a message of few, as {@link RowPolicy#REFUSING} says. */
    public CompletableFuture<DeviceReply> store(Reporter from, List<DecodedRow> rows) {
        return store(from, rows.iterator(), RowPolicy.REFUSING);
    }

    /**
     * Stores punches, and keeps for the operator what cannot be read.
     *
     * @param rows decoded as they are asked for, one portion at a time
     * @return the refusal of the device, or any other reply: all of it is stored. It fails with {@link ReportUnavailable}
     */
    public CompletableFuture<DeviceReply> store(Reporter from, Iterator<DecodedRow> rows, RowPolicy policy) {
        return new Message(from, rows, policy).punches(new DeviceReply.Seen(null));
    }

    /** One message on its way into the store. */
    private final class Message {

        private final Reporter from;
        private final Iterator<DecodedRow> rows;
        private final RowPolicy policy;
        private final UnreadableRows unreadable;
        private boolean anyPunch;

        Message(Reporter from, Iterator<DecodedRow> rows, RowPolicy policy) {
            this.from = from;
            this.rows = rows;
            this.policy = policy;
            this.unreadable = new UnreadableRows(policy);
        }

        /** Stores the punches that are left, and then the rest. */
        CompletableFuture<DeviceReply> punches(DeviceReply last) {
            List<DecodedRow.Punch> portion = nextPortion();
            if (portion.isEmpty()) {
                return unreadable(last);
            }
            anyPunch = true;
            return inbox.punches(
                            from, portion.stream().map(DecodedRow.Punch::punch).toList())
                    .thenCompose(replies -> keepRefused(portion, replies))
                    .thenCompose(this::next);
        }

        /** Decodes further rows on a thread of their own: replies of other devices wait for the one that comes here. */
        private CompletableFuture<DeviceReply> next(DeviceReply last) {
            if (isRefused(last)) {
                return done(last);
            }
            return rows.hasNext()
                    ? done(last).thenComposeAsync(this::punches, Thread::startVirtualThread)
                    : unreadable(last);
        }

        private List<DecodedRow.Punch> nextPortion() {
            List<DecodedRow.Punch> portion = new ArrayList<>();
            while (portion.size() < policy.portion() && rows.hasNext()) {
                switch (rows.next()) {
                    case DecodedRow.Punch row -> portion.add(row);
                    case DecodedRow.Unreadable row -> unreadable.add(row);
                    case DecodedRow.NoPunch row -> {}
                }
            }
            return portion;
        }

        /** The refusal that ends the message, or the last reply, once the punches without a subscription are kept. */
        private CompletableFuture<DeviceReply> keepRefused(List<DecodedRow.Punch> punches, List<DeviceReply> replies) {
            List<DecodedRow.Unreadable> refused = new ArrayList<>();
            for (int n = 0; n < replies.size(); n++) {
                if (isRefused(replies.get(n))) {
                    return done(replies.get(n));
                }
                if (replies.get(n) instanceof DeviceReply.Refused) {
                    refused.add(new DecodedRow.Unreadable(punches.get(n).raw().get(), NO_SUBSCRIPTION));
                }
            }
            return reject(done(replies.getLast()), refused);
        }

        /** Refuses without a punch to refuse: without a subscription nothing is kept, and the device keeps its log. */
        private CompletableFuture<DeviceReply> unreadable(DeviceReply last) {
            boolean unasked = !anyPunch && policy.withoutSubscription() == WithoutSubscription.REFUSE;
            return reject(unasked ? inbox.punchRefusal(from) : done(last), unreadable.records());
        }

        private CompletableFuture<DeviceReply> reject(
                CompletableFuture<DeviceReply> before, List<DecodedRow.Unreadable> records) {
            CompletableFuture<DeviceReply> kept = before;
            for (int start = 0; start < records.size(); start += policy.portion()) {
                List<DecodedRow.Unreadable> portion =
                        records.subList(start, Math.min(records.size(), start + policy.portion()));
                kept = unlessRefused(kept, () -> rejectAll(portion));
            }
            return kept;
        }

        private CompletableFuture<DeviceReply> rejectAll(List<DecodedRow.Unreadable> records) {
            List<CompletableFuture<DeviceReply>> kept = records.stream()
                    .map(row -> inbox.reject(from, row.raw(), row.reason()))
                    .toList();
            return CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
                    .thenApply(all -> kept.stream()
                            .map(CompletableFuture::join)
                            .filter(this::isRefused)
                            .findFirst()
                            .orElseGet(() -> kept.getLast().join()));
        }

        private CompletableFuture<DeviceReply> unlessRefused(
                CompletableFuture<DeviceReply> before, Supplier<CompletableFuture<DeviceReply>> next) {
            return before.thenCompose(reply -> isRefused(reply) ? done(reply) : next.get());
        }

        private boolean isRefused(DeviceReply reply) {
            return reply instanceof DeviceReply.Refused refused
                    && (refused.refusal() != Refusal.SUBSCRIPTION_INACTIVE
                            || policy.withoutSubscription() == WithoutSubscription.REFUSE);
        }
    }

    private static CompletableFuture<DeviceReply> done(DeviceReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
