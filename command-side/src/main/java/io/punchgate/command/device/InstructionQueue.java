package io.punchgate.command.device;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.punchgate.api.device.DeviceEvent.InstructionAnswered;
import io.punchgate.api.device.DeviceEvent.InstructionQueued;
import io.punchgate.api.device.DeviceEvent.InstructionSent;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /** How many instructions may wait for one device. */
    static final int WAITING_MAX = 1_000;
    /** How long an answer is waited for before the instruction is handed out again. */
    static final Duration ANSWER_WAIT = Duration.ofSeconds(60);
    /** How often an instruction is handed out, so that a device that never answers does not fill the log. */
    static final int SENDINGS_MAX = 10;
    /** How many of those that need no answer are remembered, in case that one comes after all. */
    static final int FORGOTTEN_AFTER = 100;
    /** What is said of an instruction that was handed out often enough. */
    static final String UNANSWERED = "unanswered";

    private LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();
    private LinkedHashSet<String> sentForGood = new LinkedHashSet<>();

    private record Waiting(
            String op, String data, int sendings, @Nullable Instant sentAt) {

        boolean isDueAt(Instant now) {
            return sentAt == null || !now.isBefore(sentAt.plus(ANSWER_WAIT));
        }

        boolean isGivenUpAt(Instant now) {
            return sendings >= SENDINGS_MAX && isDueAt(now);
        }
    }

    boolean isWaiting(String instructionId) {
        return waiting.containsKey(instructionId);
    }

    boolean isFull() {
        return waiting.size() >= WAITING_MAX;
    }

    boolean expectsAnswerTo(String instructionId) {
        return waiting.containsKey(instructionId) || sentForGood.contains(instructionId);
    }

    /** The oldest of those to hand out now. */
    List<InstructionToRun> dueAt(Instant now, int max) {
        return waiting.entrySet().stream()
                .filter(each -> each.getValue().isDueAt(now))
                .limit(max)
                .map(each -> new InstructionToRun(
                        each.getKey(), each.getValue().op(), each.getValue().data()))
                .toList();
    }

    /** Those that were handed out often enough without an answer. */
    List<String> givenUpAt(Instant now) {
        return waiting.entrySet().stream()
                .filter(each -> each.getValue().isGivenUpAt(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    void add(InstructionQueued event) {
        waiting.put(event.commandId(), new Waiting(event.op(), event.data(), 0, null));
    }

    void sent(InstructionSent event) {
        if (event.answerExpected()) {
            waiting.computeIfPresent(
                    event.commandId(),
                    (id, instruction) ->
                            new Waiting(instruction.op(), instruction.data(), instruction.sendings() + 1, event.at()));
        } else {
            waiting.remove(event.commandId());
            remember(event.commandId());
        }
    }

    void answered(InstructionAnswered event) {
        waiting.remove(event.commandId());
        sentForGood.remove(event.commandId());
    }

    private void remember(String instructionId) {
        if (sentForGood.size() >= FORGOTTEN_AFTER) {
            sentForGood.remove(sentForGood.iterator().next());
        }
        sentForGood.add(instructionId);
    }
}
