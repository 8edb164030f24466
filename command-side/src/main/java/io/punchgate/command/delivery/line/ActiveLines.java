package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.outbox.Backlog;
import io.punchgate.command.delivery.outbox.CallbackPush;
import io.punchgate.command.delivery.outbox.DeliveryOutbox;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The push in memory: the callbacks, the devices, and the lines with work to do. Only the push processor changes what
 * events tell; attempts change the rest.
 */
@Component
class ActiveLines {

    private final Map<CallbackId, CallbackPush> callbacks = new ConcurrentHashMap<>();
    /** The callbacks of each customer, those that are no more among them. */
    private final Map<String, List<CallbackPush>> ofCustomers = new ConcurrentHashMap<>();

    private final KnownDevices devices;
    private final Map<LineKey, DeviceLine> lines = new ConcurrentHashMap<>();
    /** The deliveries with a saga's attempt under way, until the event that tells its outcome. */
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    private final PushThreads threads;
    private final CommandGateway commands;
    private final PunchReader reader;
    private final PushSender sender;
    private final PushClaim claim;
    /** Callbacks of earlier leases with attempts under way, or with outcomes that are not stored. */
    private final Queue<CallbackPush> retired = new ConcurrentLinkedQueue<>();

    private volatile Lease lease;

    ActiveLines(
            PushThreads threads,
            CommandGateway commands,
            PunchReader reader,
            PushSender sender,
            DeviceStore deviceStore,
            PushClaim claim,
            PushBackPressure backPressure) {
        backPressure.watch(callbacks.values());
        this.devices = new KnownDevices(deviceStore);
        this.claim = claim;
        this.lease = new Lease(claim);
        this.threads = threads;
        this.commands = commands;
        this.reader = reader;
        this.sender = sender;
    }

    CallbackPush callback(CallbackId callback) {
        @Nullable CallbackPush known = callbacks.get(callback);
        return known == null ? open(CallbackFacts.unknown(callback)) : known;
    }

    /** The callbacks of that customer that events told of. */
    List<CallbackPush> callbacksOf(String customerId) {
        return ofCustomers.getOrDefault(customerId, List.of());
    }

    void restore(CallbackFacts facts) {
        var unused = open(facts);
    }

    private CallbackPush open(CallbackFacts facts) {
        return callbacks.computeIfAbsent(facts.callback(), id -> {
            CallbackPush opened = new CallbackPush(
                    id,
                    new CallbackGate(facts, threads, lease),
                    new DeliveryOutbox(id, commands, threads.timer(), lease),
                    new Backlog());
            ofCustomers
                    .computeIfAbsent(id.customerId(), customer -> new CopyOnWriteArrayList<>())
                    .add(opened);
            return opened;
        });
    }

    KnownDevices devices() {
        return devices;
    }

    @Nullable
    DeviceLine line(LineKey key) {
        return lines.get(key);
    }

    /** The line; a new one has everything before {@code sequence} behind it. */
    DeviceLine line(LineKey key, long sequence) {
        return lines.computeIfAbsent(key, k -> lineOf(LineRow.startingAfter(k, sequence - 1)));
    }

    void restore(LineRow row) {
        lines.put(row.key(), lineOf(row));
    }

    private DeviceLine lineOf(LineRow row) {
        CallbackPush callback = callback(row.key().callback());
        return new DeviceLine(row, callback.gate().facts().wants(), callback.backlog());
    }

    /** Forgets a line that adds nothing to its durable row. Only for the push processor, which alone adds to lines. */
    void forgetIfSpent(LineKey key) {
        lines.computeIfPresent(key, (k, line) -> line.isSpent() ? null : line);
    }

    /** Submits the line to its gate, unless it is there already or has no work. */
    void push(DeviceLine line) {
        if (lease.maySend() && line.queue()) {
            callback(line.key().callback()).gate().submit(firstAttempt(line));
        }
    }

    private FirstAttemptJob firstAttempt(DeviceLine line) {
        return new FirstAttemptJob(line, callback(line.key().callback()), devices, reader, sender, threads);
    }

    Set<String> retried() {
        return retried;
    }

    /** The lines of that callback with work to do. */
    List<DeviceLine> linesOf(CallbackId callback) {
        return lines.values().stream()
                .filter(line -> line.key().callback().equals(callback))
                .toList();
    }

    /** Forgets the line: its callback is no more. */
    void forget(LineKey key) {
        lines.remove(key);
    }

    Lease lease() {
        return lease;
    }

    /** Forgets everything, before a new lease is loaded. */
    void clear() {
        stop();
        retired.addAll(callbacks.values());
        retired.removeIf(CallbackPush::isQuiet);
        callbacks.clear();
        ofCustomers.clear();
        devices.clear();
        lines.clear();
        retried.clear();
        lease = new Lease(claim);
    }

    /** Lets pushes go out: all durable events are taken in. */
    void start() {
        lease.begin();
        resume();
    }

    /** Goes on after the claim lapsed for a while. A callback gets its lines together: the first may take others with it. */
    void resume() {
        lines.values().stream()
                .filter(line -> lease.maySend() && line.queue())
                .map(this::firstAttempt)
                .collect(Collectors.groupingBy(FirstAttemptJob::callback))
                .forEach((callback, jobs) -> callback.gate().submit(jobs));
        callbacks.values().forEach(callback -> callback.gate().pump());
    }

    /** Begins no more attempts; the outcomes of those under way are still stored. */
    void suspend() {
        lease.suspend();
    }

    /** The claim is lost: another process reports failures from now on. */
    void stop() {
        lease.end();
        callbacks.values().forEach(callback -> callback.gate().forget());
    }

    /** Tells whether no attempt is under way and every outcome is stored. */
    boolean isQuiet() {
        return callbacks.values().stream().allMatch(CallbackPush::isQuiet) && wasQuiet();
    }

    /** Tells whether that is so for the earlier leases. */
    boolean wasQuiet() {
        retired.removeIf(CallbackPush::isQuiet);
        return retired.isEmpty();
    }
}
