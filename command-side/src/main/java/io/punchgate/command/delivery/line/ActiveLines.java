package io.punchgate.command.delivery.line;

import io.punchgate.command.delivery.claim.Lease;
import io.punchgate.command.delivery.claim.PushClaim;
import io.punchgate.command.delivery.gate.CallbackGate;
import io.punchgate.command.delivery.gate.PushThreads;
import io.punchgate.command.delivery.store.CallbackFacts;
import io.punchgate.command.delivery.store.DeviceStore;
import io.punchgate.command.delivery.store.LineKey;
import io.punchgate.command.delivery.store.LineRow;
import io.punchgate.command.delivery.store.PunchReader;
import io.punchgate.command.delivery.webhook.PushSender;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The push in memory: the customers, the devices, and the lines with work to do. Only the push processor changes what
 * events tell; attempts change the rest.
 */
@Component
class ActiveLines {

    private final Map<String, CustomerPush> customers = new ConcurrentHashMap<>();
    private final KnownDevices devices;
    private final Map<LineKey, DeviceLine> lines = new ConcurrentHashMap<>();
    /** The punches with a saga's attempt under way, until the event that tells its outcome. */
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    private final PushThreads threads;
    private final CommandGateway commands;
    private final PunchReader reader;
    private final PushSender sender;
    private final PushClaim claim;
    /** Customers of earlier leases with attempts under way, or with outcomes that are not stored. */
    private final Queue<CustomerPush> retired = new ConcurrentLinkedQueue<>();

    private volatile Lease lease;

    ActiveLines(
            PushThreads threads,
            CommandGateway commands,
            PunchReader reader,
            PushSender sender,
            DeviceStore deviceStore,
            PushClaim claim,
            PushBackPressure backPressure) {
        backPressure.watch(customers.values());
        this.devices = new KnownDevices(deviceStore);
        this.claim = claim;
        this.lease = new Lease(claim);
        this.threads = threads;
        this.commands = commands;
        this.reader = reader;
        this.sender = sender;
    }

    CustomerPush customer(String customerId) {
        return customers.computeIfAbsent(customerId, id -> open(CallbackFacts.unknown(id)));
    }

    void restore(CallbackFacts facts) {
        customers.put(facts.customerId(), open(facts));
    }

    private CustomerPush open(CallbackFacts facts) {
        CallbackGate gate = new CallbackGate(facts, threads, lease);
        return new CustomerPush(
                facts.customerId(),
                gate,
                new DeliveryOutbox(facts.customerId(), commands, threads.timer(), lease),
                new Backlog());
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
        return lines.computeIfAbsent(key, k -> lineOf(new LineRow(k, sequence - 1, sequence - 1, null)));
    }

    void restore(LineRow row) {
        lines.put(row.key(), lineOf(row));
    }

    private DeviceLine lineOf(LineRow row) {
        return new DeviceLine(row, customer(row.key().customerId()).backlog());
    }

    /** Forgets a line that adds nothing to its durable row. Only for the push processor, which alone adds to lines. */
    void forgetIfSpent(LineKey key) {
        lines.computeIfPresent(key, (k, line) -> line.isSpent() ? null : line);
    }

    /** Submits the line to its gate, unless it is there already or has no work. */
    void push(DeviceLine line) {
        if (lease.maySend() && line.queue()) {
            CustomerPush customer = customer(line.key().customerId());
            customer.gate().submit(new FirstAttemptJob(line, customer, devices, reader, sender, threads));
        }
    }

    Set<String> retried() {
        return retried;
    }

    Collection<CustomerPush> customers() {
        return customers.values();
    }

    Lease lease() {
        return lease;
    }

    /** Forgets everything, before a new lease is loaded. */
    void clear() {
        stop();
        retired.addAll(customers.values());
        retired.removeIf(ActiveLines::isQuiet);
        customers.clear();
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

    /** Goes on after the claim lapsed for a while. */
    void resume() {
        lines.values().forEach(this::push);
        customers.values().forEach(customer -> customer.gate().pump());
    }

    /** Begins no more attempts; the outcomes of those under way are still stored. */
    void suspend() {
        lease.suspend();
    }

    /** The claim is lost: another process reports failures from now on. */
    void stop() {
        lease.end();
        customers.values().forEach(customer -> customer.gate().forget());
    }

    /** Tells whether no attempt is under way and every outcome is stored. */
    boolean isQuiet() {
        return customers.values().stream().allMatch(ActiveLines::isQuiet) && wasQuiet();
    }

    /** Tells whether that is so for the earlier leases. */
    boolean wasQuiet() {
        retired.removeIf(ActiveLines::isQuiet);
        return retired.isEmpty();
    }

    private static boolean isQuiet(CustomerPush customer) {
        return customer.gate().isQuiet() && customer.outbox().isEmpty();
    }
}
