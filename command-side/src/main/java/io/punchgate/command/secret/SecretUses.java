package io.punchgate.command.secret;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.InstructionEvent.InstructionAnswered;
import io.punchgate.api.device.InstructionEvent.InstructionQueued;
import io.punchgate.api.device.InstructionEvent.InstructionSent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Follows the log and keeps {@code command.secret_use}: which secrets the events name, and until when they are needed. */
@Component
@ProcessingGroup(SecretUses.PROCESSING_GROUP)
public class SecretUses {

    /** The processor that follows the log for this. */
    public static final String PROCESSING_GROUP = "secrets";

    static final String TABLE = "command.secret_use";

    /** A secret that was replaced, or whose callback was removed, stays for so long: a push that lags behind the log still sends it. */
    static final Duration REPLACED_KEPT = Duration.ofHours(24);
    /** The data of an instruction that needs no answer stays for so long: it is read after the event of its sending. */
    static final Duration SENT_DATA_KEPT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final InstructionTexts instructions;

    SecretUses(JdbcClient jdbc, InstructionTexts instructions) {
        this.jdbc = jdbc;
        this.instructions = instructions;
    }

    @EventHandler
    void on(DeviceRegistered device) {
        use(device.callbackTokenId(), pushes(device.sn(), device.customerId()));
    }

    @EventHandler
    void on(CallbackTokenRotated rotated) {
        removeAfter(pushes(rotated.sn(), rotated.customerId()), rotated.at().plus(REPLACED_KEPT));
        use(rotated.callbackTokenId(), pushes(rotated.sn(), rotated.customerId()));
    }

    @EventHandler
    void on(SigningSecretIssued issued) {
        removeAfter(Streams.callback(issued.callbackId()), issued.previousUntil());
        use(issued.signingSecretId(), Streams.callback(issued.callbackId()));
    }

    @EventHandler
    void on(CallbackRemoved removed) {
        removeAfter(Streams.callback(removed.callbackId()), removed.at().plus(REPLACED_KEPT));
    }

    @EventHandler
    void on(InstructionQueued queued) {
        @Nullable String dataId = queued.dataId();
        if (dataId != null) {
            use(dataId, instruction(queued.sn(), queued.commandId()));
        }
    }

    @EventHandler
    void on(InstructionSent sent) {
        if (!sent.answerExpected()) {
            removeAfter(instruction(sent.sn(), sent.commandId()), sent.at().plus(SENT_DATA_KEPT));
        }
    }

    /** Nothing asks for the data any longer. */
    @EventHandler
    void on(InstructionAnswered answered) {
        List<String> ids = jdbc.sql("delete from " + TABLE + " where used_by = ? returning secret_id")
                .param(instruction(answered.sn(), answered.commandId()))
                .query(String.class)
                .list();
        if (!ids.isEmpty()) {
            instructions.remove(ids);
        }
    }

    private void use(String secretId, String usedBy) {
        jdbc.sql("insert into " + TABLE + " (secret_id, used_by) values (?, ?) on conflict do nothing")
                .param(secretId)
                .param(usedBy)
                .update();
    }

    private void removeAfter(String usedBy, Instant at) {
        jdbc.sql("update " + TABLE + " set remove_after = ? where used_by = ? and remove_after is null")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(usedBy)
                .update();
    }

    /** By customer: what a device recorded before it changed hands may wait for long, and carries the token of then. */
    private static String pushes(String sn, String customerId) {
        return Streams.device(sn) + " of " + customerId;
    }

    private static String instruction(String sn, String instructionId) {
        return "instruction/" + sn + "/" + instructionId;
    }
}
