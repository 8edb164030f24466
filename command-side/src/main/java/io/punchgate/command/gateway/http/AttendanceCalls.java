package io.punchgate.command.gateway.http;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedPunch;
import io.punchgate.command.gateway.DeviceAnswer;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchDecoder;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.StrictJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns a device's calls into reports and the replies into answers; waits until what was reported is durable. A caller that
 * is not the device learns nothing else, so a bad body is told only to a caller who was found to be the device.
 */
@Component
final class AttendanceCalls {

    private final ReportInbox inbox;
    private final Clock clock;

    AttendanceCalls(ReportInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    DeviceAnswer heartbeat(Reporter from) {
        return answer(from, inbox.heartbeat(from));
    }

    DeviceAnswer validity(Reporter from) {
        return answer(from, inbox.validity(from));
    }

    DeviceAnswer config(Reporter from) {
        return answer(from, inbox.config(from));
    }

    DeviceAnswer punch(Reporter from, byte[] body) {
        ReportedPunch punch;
        try {
            punch = PunchDecoder.decode(StrictJson.readObject(body));
        } catch (InvalidReport e) {
            return unlessRefused(Operation.PUNCH, from, DeviceAnswer.of(e));
        }
        return answer(from, inbox.punch(from, punch));
    }

    DeviceAnswer punches(Reporter from, byte[] body) {
        JsonNode rows;
        try {
            rows = rows(StrictJson.readObject(body));
        } catch (InvalidReport e) {
            return unlessRefused(Operation.PUNCHES, from, DeviceAnswer.of(e));
        }
        if (rows.size() > DeviceAnswer.PUNCHES_MAX) {
            return unlessRefused(Operation.PUNCHES, from, tooLarge());
        }
        return record(from, PunchDecoder.decodeAll(rows));
    }

    /** The answer, but only if the caller is the device and may use the operation. */
    DeviceAnswer unlessRefused(Operation operation, Reporter from, DeviceAnswer answer) {
        DeviceReply reply = await(inbox.validity(from));
        if (reply instanceof DeviceReply.Refused refused) {
            return DeviceAnswer.refused(refused.refusal());
        }
        boolean inactive = reply instanceof DeviceReply.Validity validity && !validity.valid();
        return inactive && operation.isPunching() ? DeviceAnswer.refused(Refusal.SUBSCRIPTION_INACTIVE) : answer;
    }

    static DeviceAnswer tooLarge() {
        return DeviceAnswer.error(413, "too_large", "the body is too large, or has too many rows", null);
    }

    private DeviceAnswer record(Reporter from, List<DecodedPunch> rows) {
        List<ReportedPunch> good = new ArrayList<>(rows.size());
        for (DecodedPunch row : rows) {
            if (row instanceof DecodedPunch.Good readable) {
                good.add(readable.punch());
            }
        }
        if (good.isEmpty()) {
            return unlessRefused(Operation.PUNCHES, from, results(from, rows, List.of()));
        }
        List<DeviceReply> replies = await(inbox.punches(from, good));
        for (DeviceReply reply : replies) {
            if (reply instanceof DeviceReply.Refused refused) {
                return DeviceAnswer.refused(refused.refusal());
            }
        }
        return results(from, rows, replies);
    }

    private DeviceAnswer results(Reporter from, List<DecodedPunch> rows, List<DeviceReply> replies) {
        Iterator<DeviceReply> next = replies.iterator();
        List<Map<String, Object>> results = rows.stream()
                .map(row -> switch (row) {
                    case DecodedPunch.Good good -> DeviceAnswer.of(next.next(), from.sn(), clock.instant());
                    case DecodedPunch.Bad bad -> DeviceAnswer.of(bad.why());
                })
                .map(DeviceAnswer::body)
                .toList();
        return DeviceAnswer.ok(Map.of("results", results));
    }

    private DeviceAnswer answer(Reporter from, CompletableFuture<DeviceReply> reply) {
        return DeviceAnswer.of(await(reply), from.sn(), clock.instant());
    }

    private static JsonNode rows(JsonNode body) {
        @Nullable JsonNode rows = body.get("punches");
        if (rows == null || !rows.isArray()) {
            throw InvalidReport.field("punches", "punches is not an array");
        }
        return rows;
    }

    private static <T> T await(CompletableFuture<T> reply) {
        try {
            return reply.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ReportUnavailable unavailable) {
                throw unavailable;
            }
            throw new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e);
        }
    }
}
