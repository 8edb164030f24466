package io.punchgate.command.gateway.json;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The operations of the Attendance API, whichever transport carries them: calls become reports, replies become answers.
 * An answer comes once the report is durable; a future that fails always fails with {@link ReportUnavailable}. The
 * faults of a call are told only to the device: any other caller learns that it is not authorized.
 */
@Component
public final class AttendanceCalls {

    /** Length of the shortest readable row under {@code punches}. */
    private static final int ROW_BYTES_MIN = "{\"user_id\":1,\"att_time\":\"2026-06-21 09:30:00\"},".length();

    private final ReportInbox inbox;
    private final Clock clock;

    public AttendanceCalls(ReportInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Answers a caller that shows nothing by which a device could be known; {@code sn} is what it shows, or null. */
    public DeviceAnswer nameless(@Nullable String sn, Transport transport, String address) {
        inbox.noteNameless(sn, transport, address);
        return FailureAnswers.UNAUTHORIZED;
    }

    /** Reports that the device is there. */
    public CompletableFuture<DeviceAnswer> heartbeat(Reporter from) {
        return answer(from, inbox.heartbeat(from));
    }

    /** Answers whether the device may report punches. */
    public CompletableFuture<DeviceAnswer> validity(Reporter from) {
        return answer(from, inbox.validity(from));
    }

    /** Answers how the device is configured. */
    public CompletableFuture<DeviceAnswer> config(Reporter from) {
        return answer(from, inbox.config(from));
    }

    /** Records a punch, an object with the punch's keys and perhaps others. */
    public CompletableFuture<DeviceAnswer> punch(Reporter from, JsonNode body) {
        ReportedPunch punch;
        try {
            punch = JsonReportDecoder.decode(body);
        } catch (InvalidReport e) {
            return unlessPunchRefused(from, DeviceAnswer.of(e));
        }
        return answer(from, inbox.punch(from, punch));
    }

    /**
     * Refuses a body before it is read, if the rows that it may hold would find no room.
     *
     * @param bodyBytes its length; negative: unknown
     * @throws ReportUnavailable if there is no room now
     */
    public void checkRoomFor(long bodyBytes) {
        inbox.checkRoomFor(Math.clamp(bodyBytes / ROW_BYTES_MIN, 0, DeviceAnswer.PUNCHES_MAX));
    }

    /** Records the rows under {@code punches}; a bad one does not stop the others. */
    public CompletableFuture<DeviceAnswer> punches(Reporter from, JsonNode body) {
        @Nullable JsonNode rows = body.get("punches");
        if (rows == null || !rows.isArray()) {
            InvalidReport invalid = InvalidReport.field("punches", "punches is not an array");
            return unlessPunchRefused(from, DeviceAnswer.of(invalid));
        }
        if (rows.size() > DeviceAnswer.PUNCHES_MAX) {
            return unlessPunchRefused(from, DeviceAnswer.tooLarge("more rows than " + DeviceAnswer.PUNCHES_MAX));
        }
        return record(from, JsonReportDecoder.decodeAll(rows));
    }

    /** The answer, but only if the caller is the device and not disabled. */
    public CompletableFuture<DeviceAnswer> unlessRefused(Reporter from, DeviceAnswer answer) {
        return unlessRefused(inbox.validity(from), answer);
    }

    /** The answer, but only if the caller is the device and may report punches. */
    public CompletableFuture<DeviceAnswer> unlessPunchRefused(Reporter from, DeviceAnswer answer) {
        return unlessRefused(inbox.punchRefusal(from), answer);
    }

    private static CompletableFuture<DeviceAnswer> unlessRefused(
            CompletableFuture<DeviceReply> asked, DeviceAnswer answer) {
        return asked.thenApply(reply ->
                reply instanceof DeviceReply.Refused refused ? DeviceAnswer.refused(refused.refusal()) : answer);
    }

    /**
     * Uses the inbox, not the row store: each row has its own answer, and an unreadable row is told to the device, not
     * kept.
     */
    private CompletableFuture<DeviceAnswer> record(Reporter from, List<DecodedRow> rows) {
        List<ReportedPunch> good = new ArrayList<>(rows.size());
        for (DecodedRow row : rows) {
            if (row instanceof DecodedRow.Punch readable) {
                good.add(readable.punch());
            }
        }
        if (good.isEmpty()) {
            return unlessPunchRefused(from, results(from, rows, List.of()));
        }
        return inbox.punches(from, good)
                .thenApply(replies -> replies.stream()
                        .filter(DeviceReply.Refused.class::isInstance)
                        .map(DeviceReply.Refused.class::cast)
                        .findFirst()
                        .map(refused -> DeviceAnswer.refused(refused.refusal()))
                        .orElseGet(() -> results(from, rows, replies)));
    }

    private DeviceAnswer results(Reporter from, List<DecodedRow> rows, List<DeviceReply> replies) {
        Iterator<DeviceReply> next = replies.iterator();
        Function<DecodedRow, DeviceAnswer> result = row -> switch (row) {
            case DecodedRow.Punch punch -> DeviceAnswer.of(next.next(), from.sn(), clock.instant());
            case DecodedRow.Unreadable unreadable -> DeviceAnswer.of(unreadable.why());
            case DecodedRow.NoPunch none -> DeviceAnswer.ok(Map.of());
        };
        List<Map<String, Object>> results =
                rows.stream().map(result).map(DeviceAnswer::body).toList();
        return DeviceAnswer.ok(Map.of("results", results));
    }

    private CompletableFuture<DeviceAnswer> answer(Reporter from, CompletableFuture<DeviceReply> reply) {
        return reply.thenApply(replied -> DeviceAnswer.of(replied, from.sn(), clock.instant()));
    }
}
