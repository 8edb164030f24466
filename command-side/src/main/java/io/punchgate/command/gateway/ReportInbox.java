package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.AnswerInstruction;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.DeviceReport.ReportOffline;
import io.punchgate.api.device.DeviceReport.TakeInstructions;
import io.punchgate.api.device.ReportedPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.admission.Strangers;
import io.punchgate.command.gateway.admission.Visitor;
import io.punchgate.command.lane.LaneFull;
import io.punchgate.command.lane.LaneRoom;
import io.punchgate.command.secret.InstructionData;
import io.punchgate.runtime.id.TimeOrderedIds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The only way in, for every transport. A reply comes once the decision is durable; a future that fails always fails
 * with {@link ReportUnavailable}. Reports are handed on before the method returns, in the order of the calls, so that a
 * transport may send many and wait afterwards.
 *
 * <p>Validity and configuration go through the lane as commands, although they change no setting: a device that asks
 * was there, and its admission is decided where its secrets are, in order with their rotation.
 */
@Component
public class ReportInbox {

    private final CommandGateway commands;
    private final SightingConfirmer sightings;
    private final TimeOrderedIds punchIds;
    private final Clock clock;
    private final LaneRoom room;
    private final ReplyDeadline deadline;
    private final Strangers strangers;
    private final InstructionData instructionData;

    ReportInbox(
            CommandGateway commands,
            SightingConfirmer sightings,
            TimeOrderedIds punchIds,
            Clock clock,
            LaneRoom room,
            ReplyDeadline deadline,
            Strangers strangers,
            InstructionData instructionData) {
        this.commands = commands;
        this.sightings = sightings;
        this.punchIds = punchIds;
        this.clock = clock;
        this.room = room;
        this.deadline = deadline;
        this.strangers = strangers;
        this.instructionData = instructionData;
    }

    /** Notes a caller that shows nothing by which a device could be known; {@code sn} is what it shows, or null. */
    public void noteNameless(@Nullable String sn, Transport transport, String address) {
        strangers.noteNameless(sn, transport, address);
    }

    public CompletableFuture<DeviceReply> punch(Reporter from, ReportedPunch punch) {
        return send(from, punchOf(from, punch, now()));
    }

    /**
     * Refuses punches that would find no room, before any work on them: a flood costs less so.
     *
     * @throws ReportUnavailable if so many are too many now
     */
    public void checkRoomFor(int punches) {
        try {
            room.requireRoomFor(punches);
        } catch (LaneFull e) {
            throw ReportFailure.unavailable(e);
        }
    }

    /**
     * Records punches as received at one moment, and replies in their order. If one fails, all fail: send all again.
     * Takes none where not all find room: half of a batch would be stored for nothing, for all of it comes again.
     */
    public CompletableFuture<List<DeviceReply>> punches(Reporter from, List<ReportedPunch> punches) {
        Instant receivedAt = now();
        Visitor visitor = from.visitor();
        List<CompletableFuture<DeviceReply>> replies;
        try {
            replies = room.sendTogether(
                    punches.size(),
                    () -> punches.stream()
                            .map(punch -> send(visitor, punchOf(from, punch, receivedAt)))
                            .toList());
        } catch (LaneFull e) {
            return CompletableFuture.failedFuture(ReportFailure.unavailable(e));
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> {
                    if (failure != null) {
                        throw ReportFailure.unavailable(failure);
                    }
                    return replies.stream().map(CompletableFuture::join).toList();
                });
    }

    /** Reports that the device is there. */
    public CompletableFuture<DeviceReply> heartbeat(Reporter from) {
        return send(from, new DeviceReport.ReportHeartbeat(from.sn(), from.credential(), from.transport(), now()));
    }

    /** Reports that the device says that it has come, over a broker that is not ours. */
    public CompletableFuture<DeviceReply> online(Reporter from, Instant at) {
        return send(from, new DeviceReport.ReportOnline(from.sn(), from.credential(), from.transport(), at));
    }

    /** Reports that the device logs in at a broker that is not ours: the refusal, or another reply. */
    public CompletableFuture<DeviceReply> login(Reporter from) {
        return send(from, new DeviceReport.OpenSession(from.sn(), from.credential(), from.transport(), now()));
    }

    /** Asks whether the device may report punches. */
    public CompletableFuture<DeviceReply> validity(Reporter from) {
        return send(from, new DeviceReport.AskValidity(from.sn(), from.credential(), from.transport(), now()));
    }

    /** Asks whether a punch would be refused now: the refusal, or another reply. */
    public CompletableFuture<DeviceReply> punchRefusal(Reporter from) {
        return validity(from).thenApply(ReportFailure::refusedUnlessValid);
    }

    public CompletableFuture<DeviceReply> config(Reporter from) {
        return send(from, new DeviceReport.AskConfig(from.sn(), from.credential(), from.transport(), now()));
    }

    /** Keeps an unreadable record without passwords, card numbers and secrets; a long one is cut, and so is a long reason. */
    public CompletableFuture<DeviceReply> reject(Reporter from, String raw, String reason) {
        String kept = ReportedText.kept(raw);
        String why = ReportedText.reason(reason);
        return send(from, new RejectReport(from.sn(), from.credential(), from.transport(), now(), kept, why));
    }

    /**
     * Takes the instructions that wait for the device: {@link DeviceReply.Instructions}, or the refusal.
     *
     * @param answers true if the device can answer them; else they are done once they are handed out
     */
    public CompletableFuture<DeviceReply> takeInstructions(Reporter from, int max, boolean answers) {
        return send(from, new TakeInstructions(from.sn(), from.credential(), from.transport(), now(), max, answers))
                .thenCompose(instructionData::fillIn)
                .exceptionally(failure -> {
                    throw ReportFailure.unavailable(failure);
                });
    }

    /** Reports the outcome of an instruction; a long {@code result} is cut, and a password that it quotes is masked. */
    public CompletableFuture<DeviceReply> answerInstruction(
            Reporter from, String id, boolean done, @Nullable String result) {
        @Nullable String kept = result == null ? null : ReportedText.kept(result);
        var answer = new AnswerInstruction(from.sn(), from.credential(), from.transport(), now(), id, done, kept);
        return send(from, answer);
    }

    /** Reports that the device was gone at that time; {@code heardComing}: when it came last to this process. */
    public CompletableFuture<DeviceReply> offline(Reporter from, Instant at, @Nullable Instant heardComing) {
        Instant goneAt = at.truncatedTo(ChronoUnit.MILLIS);
        var gone = new ReportOffline(from.sn(), from.credential(), from.transport(), goneAt, now(), heardComing);
        return sightings.isSeenAfter(from.sn(), goneAt)
                ? CompletableFuture.completedFuture(new DeviceReply.Seen(null))
                : send(from, gone);
    }

    private RecordPunch punchOf(Reporter from, ReportedPunch punch, Instant receivedAt) {
        return new RecordPunch(from.sn(), from.credential(), from.transport(), receivedAt, punchIds.next(), punch);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private CompletableFuture<DeviceReply> send(Reporter from, DeviceReport report) {
        return send(from.visitor(), report);
    }

    private CompletableFuture<DeviceReply> send(Visitor from, DeviceReport report) {
        if (strangers.isRefused(from)) {
            return strangers.refusal();
        }
        Strangers.Question question = strangers.question(from);
        return deadline.limit(() -> commands.send(report)).handle((reply, failure) -> {
            if (failure != null) {
                DeviceReply refused = ReportFailure.refusedOrThrow(failure);
                question.answeredByNobody();
                return refused;
            }
            question.answered(reply);
            sightings.note(report, reply);
            return reply;
        });
    }
}
