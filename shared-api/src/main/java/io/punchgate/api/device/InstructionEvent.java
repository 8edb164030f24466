package io.punchgate.api.device;

import io.punchgate.api.Personal;
import io.punchgate.api.PersonalEvent;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event of an instruction, which an operator gives a device. */
public sealed interface InstructionEvent extends DeviceEvent
        permits InstructionEvent.InstructionQueued,
                InstructionEvent.InstructionSent,
                InstructionEvent.InstructionAnswered {

    /** The id that the instruction has at its device. */
    String commandId();

    /**
     * An instruction waits for the device.
     *
     * @param data the JSON object that goes with it; only in events of a time when the log kept it itself
     * @param dataId under which the vault keeps the JSON object, as it may hold passwords; null: there is none
     */
    @StoredAs(name = "device-command-queued")
    record InstructionQueued(
            String sn,
            String customerId,
            String commandId,
            String op,
            @Nullable String data,
            @Nullable String dataId,
            Instant at)
            implements InstructionEvent {}

    /**
     * An instruction was handed out to the device.
     *
     * @param answerExpected true if it is handed out again while unanswered; else it is done with this
     */
    @StoredAs(name = "device-command-sent")
    record InstructionSent(
            String sn, String customerId, String commandId, String transport, boolean answerExpected, Instant at)
            implements InstructionEvent {}

    /**
     * The outcome of an instruction is known.
     *
     * @param done true if the device did it
     * @param result the device's words about it; null: there are none, or they were erased, as they named a person
     */
    @StoredAs(name = "device-command-answered")
    record InstructionAnswered(
            String sn,
            String customerId,
            String commandId,
            boolean done,
            @Personal @Nullable String result,
            Instant at,
            @Nullable UUID person,
            @Nullable String sealed)
            implements InstructionEvent, PersonalEvent {
        public InstructionAnswered(
                String sn, String customerId, String commandId, boolean done, @Nullable String result, Instant at) {
            this(sn, customerId, commandId, done, result, at, null, null);
        }

        /** Nobody knows whom it names. */
        @Override
        public @Nullable String user() {
            return null;
        }

        @Override
        public String sealedId() {
            return commandId;
        }

        @Override
        public boolean erased() {
            return person != null && result == null;
        }
    }
}
