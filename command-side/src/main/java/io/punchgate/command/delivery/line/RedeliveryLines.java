package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.store.UnsentPunch;
import io.punchgate.command.delivery.store.UnsentStore;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The redelivery lines with work to do. Only the push processor adds to them. */
@Component
class RedeliveryLines {

    private final ActiveLines active;
    private final UnsentStore store;
    private final PunchReader reader;
    private final PushSender sender;
    private final PushThreads threads;
    private final Map<LineKey, RedeliveryLine> lines = new ConcurrentHashMap<>();

    RedeliveryLines(ActiveLines active, UnsentStore store, PunchReader reader, PushSender sender, PushThreads threads) {
        this.active = active;
        this.store = store;
        this.reader = reader;
        this.sender = sender;
        this.threads = threads;
    }

    /** Loads the lines of a new lease. */
    void load() {
        lines.clear();
        store.eachRequestedLine(key -> lines.put(key, new RedeliveryLine(key)));
    }

    /** Lets them go out. */
    void resume() {
        lines.values().forEach(this::push);
    }

    /** The table holds requests that the line may not know. */
    void more(LineKey key) {
        RedeliveryLine line = lines.computeIfAbsent(key, RedeliveryLine::new);
        line.more();
        push(line);
    }

    /** The table no longer holds the delivery as requested: it was acknowledged or parked. */
    void settled(UnsentPunch punch) {
        @Nullable RedeliveryLine line = punch.line().map(lines::get).orElse(null);
        if (line != null) {
            line.settled(punch.punch().punchId());
            push(line);
            lines.computeIfPresent(line.key(), (key, known) -> known.isSpent() ? null : known);
        }
    }

    /** The callback is no more. */
    void forget(CallbackId callback) {
        lines.entrySet().removeIf(each -> {
            boolean its = each.getKey().callback().equals(callback);
            if (its) {
                each.getValue().abandon();
            }
            return its;
        });
    }

    private void push(RedeliveryLine line) {
        if (active.lease().maySend() && line.queue()) {
            CallbackPush callback = active.callback(line.key().callback());
            callback.gate().submit(new RedeliveryJob(line, callback, active.devices(), store, reader, sender, threads));
        }
    }
}
