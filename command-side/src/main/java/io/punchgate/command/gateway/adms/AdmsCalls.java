package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowPolicy;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.servlet.GuardedCall;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Turns a device's calls into reports and the replies into answers; waits until what was reported is durable. */
@Component
final class AdmsCalls {

    /** Instructions handed out in one answer. */
    static final int INSTRUCTIONS_MAX = 20;

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int UNREADABLE_KEPT_EACH = 1_000;
    private static final RowPolicy ROWS = new RowPolicy(
            ROWS_AT_ONCE, RowPolicy.WithoutSubscription.REFUSE, UNREADABLE_KEPT_EACH, RowPolicy.Further.JOINED);

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final String NO_SUCH_INSTRUCTION = "ADMS has no such command, or its data does not fit";

    private final ReportInbox inbox;
    private final RowStore rows;
    private final Clock clock;

    AdmsCalls(ReportInbox inbox, RowStore rows, Clock clock) {
        this.inbox = inbox;
        this.rows = rows;
        this.clock = clock;
    }

    /** Notes a caller that shows no serial number that a device could have. */
    void noteNameless(String sn, String address) {
        inbox.noteNameless(sn, Transport.ADMS, address);
    }

    /** Finds out whether the caller is the device, before more is done for it. */
    void requireDevice(Reporter from) {
        AdmsRefusal.admitted(GuardedCall.await(inbox.heartbeat(from)));
    }

    AdmsAnswer handshake(Reporter from, AdmsQuery query) {
        return AdmsAnswer.ok(OptionBlock.of(from.sn(), query, zone(from), clock.instant()));
    }

    private ZoneId zone(Reporter from) {
        if (!(AdmsRefusal.admitted(GuardedCall.await(inbox.config(from))) instanceof DeviceReply.Config config)) {
            throw new IllegalStateException("a question for the settings is answered by them");
        }
        return ZoneId.of(config.settings().timeZone());
    }

    /** Rows of a table; of those that hold no punches nothing is stored. */
    AdmsAnswer upload(Reporter from, AdmsQuery query, byte[] body) {
        return switch (query.value("table").toUpperCase(Locale.ROOT)) {
            case "ATTLOG" -> AdmsAnswer.ok("OK: " + store(from, AdmsReportDecoder.attLog(body)));
            case "RTLOG" -> {
                store(from, AdmsReportDecoder.rtLog(body));
                yield AdmsAnswer.OK;
            }
            case "TABLEDATA" -> tableData(from, query, body);
            case "ATTPHOTO", "OPTIONS" -> acknowledged(from);
            case "" -> withoutTable(from, body);
            default -> {
                requireDevice(from);
                yield AdmsAnswer.ok("OK: " + new AdmsFrameDecoder(body).countRest());
            }
        };
    }

    private AdmsAnswer withoutTable(Reporter from, byte[] body) {
        AdmsReportDecoder rows = AdmsReportDecoder.anyTable(body);
        return rows.hasNext() ? AdmsAnswer.ok("OK: " + store(from, rows)) : acknowledged(from);
    }

    /** The rows that an instruction asked for: it has ended with the last part of them. */
    AdmsAnswer queriedData(Reporter from, AdmsQuery query, byte[] body) {
        AdmsAnswer answer = tableData(from, query, body);
        InstructionResult.ofData(query, answer.text()).ifPresent(result -> keep(from, List.of(result)));
        return answer;
    }

    /** A device sends the rows of a table for ever until it is told their number. */
    AdmsAnswer tableData(Reporter from, AdmsQuery query, byte[] body) {
        requireDevice(from);
        String table = query.value("tablename");
        String announced = query.value("count");
        String count = COUNT.matcher(announced).matches()
                ? announced
                : Integer.toString(new AdmsFrameDecoder(body).countRest());
        return TABLE_NAME.matcher(table).matches() ? AdmsAnswer.ok(table + "=" + count) : AdmsAnswer.OK;
    }

    /** The poll: a heartbeat, answered by the instructions that wait. What this protocol cannot say has failed. */
    AdmsAnswer instructions(Reporter from) {
        DeviceReply reply =
                AdmsRefusal.admitted(GuardedCall.await(inbox.takeInstructions(from, INSTRUCTIONS_MAX, true)));
        List<InstructionToRun> instructions =
                reply instanceof DeviceReply.Instructions taken ? taken.instructions() : List.<InstructionToRun>of();
        StringBuilder lines = new StringBuilder();
        for (InstructionToRun instruction : instructions) {
            Optional<String> line = InstructionLine.of(instruction);
            if (line.isPresent()) {
                lines.append(line.get());
            } else {
                GuardedCall.await(inbox.answerInstruction(from, instruction.id(), false, NO_SUCH_INSTRUCTION));
            }
        }
        return lines.isEmpty() ? AdmsAnswer.OK : AdmsAnswer.ok(lines.toString());
    }

    /** Results in the body; some firmware writes the only one into the address. */
    AdmsAnswer instructionResults(Reporter from, AdmsQuery query, byte[] body) {
        keep(
                from,
                Stream.concat(
                                InstructionResult.of(query).stream(),
                                InstructionResult.decodeAll(new AdmsFrameDecoder(body)).stream())
                        .toList());
        return AdmsAnswer.OK;
    }

    private void keep(Reporter from, List<InstructionResult> results) {
        List<CompletableFuture<DeviceReply>> kept = results.stream()
                .map(result -> inbox.answerInstruction(from, result.instructionId(), result.done(), result.text()))
                .toList();
        Stream.concat(kept.stream(), Stream.of(inbox.heartbeat(from)))
                .map(GuardedCall::await)
                .toList()
                .forEach(AdmsRefusal::admitted);
    }

    /** The time, for a device that sets its clock by it; whatever else it asks for is acknowledged. */
    AdmsAnswer realTimeData(Reporter from, AdmsQuery query) {
        if (!query.value("type").equalsIgnoreCase("time")) {
            return acknowledged(from);
        }
        return AdmsAnswer.ok(OptionBlock.time(zone(from), clock.instant()));
    }

    AdmsAnswer registry(Reporter from) {
        requireDevice(from);
        return AdmsAnswer.ok(OptionBlock.registryCode(from.sn()));
    }

    /** Acknowledges a call that is understood and not stored. */
    AdmsAnswer acknowledged(Reporter from) {
        requireDevice(from);
        return AdmsAnswer.OK;
    }

    private int store(Reporter from, AdmsReportDecoder upload) {
        AdmsRefusal.admitted(GuardedCall.await(rows.store(from, upload, ROWS)));
        return upload.rowsRead();
    }
}
