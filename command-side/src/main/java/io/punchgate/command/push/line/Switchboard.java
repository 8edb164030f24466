package io.punchgate.command.push.line;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Everything that the push holds in memory: the customers, their devices, and the lines that have something to do. Only
 * the push processor changes what events say; attempts change the rest.
 */
@Component
class Switchboard {

    private final Map<String, CustomerPush> customers = new ConcurrentHashMap<>();
    private final Map<String, DeviceFacts> devices = new ConcurrentHashMap<>();
    private final Map<LineKey, DeviceLine> lines = new ConcurrentHashMap<>();
    /** Punches that a saga's attempt is under way for, until the event that tells how it ended. */
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    private final PushThreads threads;
    private final CommandGateway commands;
    private final PunchReader reader;
    private final PushSender sender;
    private volatile boolean started;

    Switchboard(PushThreads threads, CommandGateway commands, PunchReader reader, PushSender sender) {
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
        CallbackGate gate = new CallbackGate(facts, threads);
        if (started) {
            gate.start();
        }
        return new CustomerPush(
                facts.customerId(), gate, new DeliveryLedger(facts.customerId(), commands, threads.timer()));
    }

    void know(DeviceFacts device) {
        devices.put(device.sn(), device);
    }

    @Nullable
    DeviceFacts device(String sn) {
        return devices.get(sn);
    }

    /** Any device of that customer. */
    Optional<DeviceFacts> anyDevice(String customerId) {
        return devices.values().stream()
                .filter(d -> d.customerId().equals(customerId))
                .findFirst();
    }

    @Nullable
    DeviceLine line(LineKey key) {
        return lines.get(key);
    }

    /** The line; a new one has everything before {@code sequence} behind it. */
    DeviceLine line(LineKey key, long sequence) {
        return lines.computeIfAbsent(key, k -> new DeviceLine(new LineRow(k, sequence - 1, sequence - 1, null)));
    }

    void restore(LineRow row) {
        lines.put(row.key(), new DeviceLine(row));
    }

    /** Forgets a line of which the durable row says all. Only for the push processor, which alone adds to lines. */
    void forgetIfSpent(LineKey key) {
        lines.computeIfPresent(key, (k, line) -> line.isSpent() ? null : line);
    }

    /** Sends what the line holds, if it is not about it already. */
    void push(DeviceLine line) {
        if (started && line.queue()) {
            CustomerPush customer = customer(line.key().customerId());
            customer.gate().submit(new LineJob(line, customer, this, reader, sender, threads));
        }
    }

    Set<String> retried() {
        return retried;
    }

    Collection<CustomerPush> customers() {
        return customers.values();
    }

    /** Lets pushes go out: what durable events say has been taken in. */
    void start() {
        started = true;
        customers.values().forEach(customer -> customer.gate().start());
        lines.values().forEach(this::push);
    }

    /** Begins no attempt any more. */
    void stop() {
        started = false;
        customers.values().forEach(customer -> customer.gate().stop());
    }

    /** Whether no attempt is under way and every outcome was told. */
    boolean isQuiet() {
        return customers.values().stream()
                .allMatch(c -> c.gate().isQuiet() && c.ledger().isEmpty());
    }
}
