package io.punchgate.command.device;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.punchgate.api.device.DeviceCommand.QueueInstruction;
import io.punchgate.api.device.DeviceEvent;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.api.device.DeviceReport;
import io.punchgate.api.device.DeviceReport.AnswerInstruction;
import io.punchgate.api.device.DeviceReport.TakeInstructions;
import io.punchgate.api.device.InstructionEvent;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instructions that wait for a device or for its answer, oldest first. Each is handed out once, and again after
 * {@link #ANSWER_WAIT} without an answer, {@link #SENDINGS_MAX} times at most.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
final class InstructionQueue {

    /** Most instructions that wait for one device. */
    static final int WAITING_MAX = 1_000;
    /** Time without an answer after which an instruction is handed out again. */
    static final Duration ANSWER_WAIT = Duration.ofSeconds(60);
    /** Times that an instruction is handed out; the limit keeps a device that never answers from filling the log. */
    static final int SENDINGS_MAX = 10;
    /** Instructions that need no answer and are still remembered, for an answer may come after all. */
    static final int FORGOTTEN_AFTER = 100;
    /** Result of an instruction that is given up. */
    static final String UNANSWERED = "unanswered";

    private LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();
    private LinkedHashSet<String> sentForGood = new LinkedHashSet<>();

    /**
     * @param data only of an instruction whose event has its data itself
     * @param dataId under which the vault keeps it; null: there is none
     */
    private record Waiting(
            String op,
            @Nullable String data,
            @Nullable String dataId,
            int sendings,
            @Nullable Instant sentAt) {

        InstructionToRun toRun(String id) {
            return new InstructionToRun(id, op, Objects.requireNonNullElse(data, InstructionToRun.NO_DATA), dataId);
        }

        Waiting sentAgain(Instant at) {
            return new Waiting(op, data, dataId, sendings + 1, at);
        }

        boolean isDueAt(Instant now) {
            return sentAt == null || !now.isBefore(sentAt.plus(ANSWER_WAIT));
        }

        boolean isGivenUpAt(Instant now) {
            return sendings >= SENDINGS_MAX && isDueAt(now);
        }
    }

    /**
     * The outcome of a device's asking for instructions.
     *
     * @param events given-up instructions first, then those handed out, each oldest first
     */
    record Taken(List<DeviceEvent> events, List<InstructionToRun> instructions) {}

    /** True if the instruction does not wait yet and finds no room. */
    boolean isFullFor(String instructionId) {
        return !waiting.containsKey(instructionId) && waiting.size() >= WAITING_MAX;
    }

    /** The event of queueing an instruction; none if it waits already. */
    Optional<InstructionQueued> queue(QueueInstruction command, String customerId) {
        return waiting.containsKey(command.instructionId())
                ? Optional.empty()
                : Optional.of(new InstructionQueued(
                        command.sn(),
                        customerId,
                        command.instructionId(),
                        command.op(),
                        null,
                        command.dataId(),
                        command.at()));
    }

    /** Hands out the oldest due instructions, and gives up those handed out {@link #SENDINGS_MAX} times. */
    Taken take(TakeInstructions report, String customerId) {
        Instant now = report.receivedAt();
        List<DeviceEvent> events = new ArrayList<>();
        List<InstructionToRun> due = new ArrayList<>();
        waiting.forEach((id, instruction) -> {
            if (instruction.isGivenUpAt(now)) {
                events.add(answered(report, customerId, id, false, UNANSWERED));
            } else if (instruction.isDueAt(now) && due.size() < report.max()) {
                due.add(instruction.toRun(id));
            }
        });
        due.forEach(instruction -> events.add(sent(report, customerId, instruction.id())));
        return new Taken(events, due);
    }

    /** The event of an answer; none if no answer is expected to that instruction. */
    Optional<InstructionAnswered> answer(AnswerInstruction report, String customerId) {
        String id = report.instructionId();
        return waiting.containsKey(id) || sentForGood.contains(id)
                ? Optional.of(answered(report, customerId, id, report.done(), report.result()))
                : Optional.empty();
    }

    void follow(InstructionEvent event) {
        switch (event) {
            case InstructionQueued queued -> add(queued);
            case InstructionSent sent -> sent(sent);
            case InstructionAnswered answered -> answered(answered);
        }
    }

    private void add(InstructionQueued event) {
        waiting.put(event.commandId(), new Waiting(event.op(), event.data(), event.dataId(), 0, null));
    }

    private void sent(InstructionSent event) {
        if (event.answerExpected()) {
            waiting.computeIfPresent(event.commandId(), (id, instruction) -> instruction.sentAgain(event.at()));
        } else {
            waiting.remove(event.commandId());
            remember(event.commandId());
        }
    }

    private void answered(InstructionAnswered event) {
        waiting.remove(event.commandId());
        sentForGood.remove(event.commandId());
    }

    private void remember(String instructionId) {
        if (sentForGood.size() >= FORGOTTEN_AFTER) {
            sentForGood.remove(sentForGood.iterator().next());
        }
        sentForGood.add(instructionId);
    }

    private static InstructionSent sent(TakeInstructions report, String customerId, String id) {
        String transport = report.transport().label();
        return new InstructionSent(report.sn(), customerId, id, transport, report.answers(), report.receivedAt());
    }

    private static InstructionAnswered answered(
            DeviceReport report, String customerId, String id, boolean done, @Nullable String result) {
        return new InstructionAnswered(report.sn(), customerId, id, done, result, report.receivedAt());
    }
}
