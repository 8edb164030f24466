package io.punchgate.command.gateway.mqtt;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.DecodedPunch;
import io.punchgate.runtime.sql.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Stores the rows of one message: good ones as punches, the others as rejected records. If a part of it fails, all of it is
 * stored again, which does no harm to punches; so the rejected come last.
 */
@Component
final class PunchRows {

    /** Rows handed to the inbox at once. */
    private static final int CHUNK_MAX = 500;
    /** Rejected records kept one by one of a message; the others are told by their number. */
    private static final int REJECTED_MAX = 100;

    private final ReportInbox inbox;

    PunchRows(ReportInbox inbox) {
        this.inbox = inbox;
    }

    private record GoodRow(JsonNode sent, ReportedPunch punch) {}

    /** The refusal if the device was refused as a whole; else the reply to the last that was stored. */
    CompletableFuture<DeviceReply> store(Reporter from, List<DeviceMessage.Row> rows) {
        if (rows.isEmpty()) {
            return inbox.heartbeat(from);
        }
        List<GoodRow> good = new ArrayList<>(rows.size());
        List<DecodedPunch.Bad> bad = new ArrayList<>();
        for (DeviceMessage.Row row : rows) {
            switch (row.read()) {
                case DecodedPunch.Good readable -> good.add(new GoodRow(row.sent(), readable.punch()));
                case DecodedPunch.Bad unreadable -> bad.add(unreadable);
            }
        }
        return storeFrom(from, good, 0, new DeviceReply.Seen(null))
                .thenCompose(reply ->
                        isBlocked(reply) ? CompletableFuture.completedFuture(reply) : rejectFrom(from, bad, 0, reply));
    }

    private CompletableFuture<DeviceReply> storeFrom(
            Reporter from, List<GoodRow> punches, int start, DeviceReply last) {
        if (start >= punches.size()) {
            return CompletableFuture.completedFuture(last);
        }
        List<GoodRow> chunk = punches.subList(start, Math.min(punches.size(), start + CHUNK_MAX));
        return inbox.punches(from, chunk.stream().map(GoodRow::punch).toList())
                .thenCompose(replies -> refusedAmong(from, chunk, replies)
                        .thenCompose(reply -> isBlocked(reply)
                                ? CompletableFuture.completedFuture(reply)
                                : storeFrom(from, punches, start + CHUNK_MAX, reply)));
    }

    /** Without a subscription punches are kept as rejected records: the broker has no way to tell the device. */
    private CompletableFuture<DeviceReply> refusedAmong(
            Reporter from, List<GoodRow> punches, List<DeviceReply> replies) {
        CompletableFuture<DeviceReply> last =
                CompletableFuture.completedFuture(replies.isEmpty() ? new DeviceReply.Seen(null) : replies.getLast());
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof DeviceReply.Refused refused) {
                if (refused.refusal() != Refusal.SUBSCRIPTION_INACTIVE) {
                    return CompletableFuture.completedFuture(refused);
                }
                String raw = StorableText.of(punches.get(i).sent().toString());
                last = last.thenCompose(before -> inbox.reject(from, raw, "the device has no active subscription"));
            }
        }
        return last;
    }

    private CompletableFuture<DeviceReply> rejectFrom(
            Reporter from, List<DecodedPunch.Bad> rows, int start, DeviceReply last) {
        if (start >= rows.size()) {
            return CompletableFuture.completedFuture(last);
        }
        DecodedPunch.Bad row = rows.get(start);
        int left = rows.size() - start;
        boolean many = start >= REJECTED_MAX && left > 1;
        String reason = many ? left + " more rows cannot be read" : row.why().reason();
        return inbox.reject(from, StorableText.of(row.row().toString()), reason)
                .thenCompose(reply -> many || isBlocked(reply)
                        ? CompletableFuture.completedFuture(reply)
                        : rejectFrom(from, rows, start + 1, reply));
    }

    private static boolean isBlocked(DeviceReply reply) {
        return reply instanceof DeviceReply.Refused refused && refused.refusal() != Refusal.SUBSCRIPTION_INACTIVE;
    }
}
