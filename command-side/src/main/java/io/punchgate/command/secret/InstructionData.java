package io.punchgate.command.secret;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Puts the data of instructions into the replies that hand instructions out. */
@Component
public final class InstructionData {

    private static final Logger LOG = LoggerFactory.getLogger(InstructionData.class);
    /** The database must not keep the thread waiting that completes replies: it is the lane's. */
    private static final Executor THREADS = Thread::startVirtualThread;

    /** With the time between them, longer than another server takes the database's place. */
    private static final int READS_MAX = 40;

    private static final Duration READ_AGAIN_AFTER = Duration.ofMillis(500);

    private final Function<Collection<String>, Map<String, String>> read;

    @Autowired
    InstructionData(InstructionTexts texts) {
        this(texts::read);
    }

    /** With another place for the data than the vault: the texts there are, by id. */
    public InstructionData(Function<Collection<String>, Map<String, String>> read) {
        this.read = read;
    }

    /** The reply with the data of its instructions; any other reply as it is. */
    public CompletableFuture<DeviceReply> fillIn(DeviceReply reply) {
        if (!(reply instanceof DeviceReply.Instructions handedOut)) {
            return CompletableFuture.completedFuture(reply);
        }
        List<String> ids = handedOut.instructions().stream()
                .map(InstructionToRun::dataId)
                .filter(Objects::nonNull)
                .toList();
        return ids.isEmpty()
                ? CompletableFuture.completedFuture(reply)
                : CompletableFuture.supplyAsync(() -> filledIn(handedOut, readPatiently(ids)), THREADS);
    }

    /** Reads until it succeeds: what needs no answer is handed out once, and a reading that fails would lose it. */
    private Map<String, String> readPatiently(List<String> ids) {
        for (int tries = 1; ; tries++) {
            try {
                return read.apply(ids);
            } catch (DataAccessException | TransactionException e) {
                if (tries == READS_MAX) {
                    throw e;
                }
                Polling.rest(READ_AGAIN_AFTER);
            }
        }
    }

    private static DeviceReply filledIn(DeviceReply.Instructions handedOut, Map<String, String> data) {
        List<InstructionToRun> complete = handedOut.instructions().stream()
                .map(instruction -> filledIn(instruction, data))
                .filter(Objects::nonNull)
                .toList();
        return new DeviceReply.Instructions(complete, handedOut.confirmAt());
    }

    private static @Nullable InstructionToRun filledIn(InstructionToRun instruction, Map<String, String> data) {
        @Nullable String id = instruction.dataId();
        if (id == null) {
            return instruction;
        }
        @Nullable String text = data.get(id);
        if (text == null) {
            LOG.warn("The data of instruction {} is gone: it is not handed out", instruction.id());
            return null;
        }
        return new InstructionToRun(instruction.id(), instruction.op(), text);
    }
}
