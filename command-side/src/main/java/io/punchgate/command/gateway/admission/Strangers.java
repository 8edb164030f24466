package io.punchgate.command.gateway.admission;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.runtime.access.FailedAuthentications;
import io.punchgate.runtime.knock.Knocks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses serial numbers of nobody before anything else is done for them: those that were just found unknown, and where an
 * address has failed too often, all that no device is known to have.
 */
@Component
public final class Strangers {

    /** A refusal by an aggregate that took less is not told from one that took no time: both wait for the same moment. */
    private static final Duration UNNOTICED = Duration.ofMillis(20);

    private static final Duration PRETENDED_MAX = Duration.ofSeconds(1);

    private final FailedAuthentications failed;
    private final Knocks knocks;
    private final UnknownSerials unknown = new UnknownSerials();
    private final SerialFilter known = new SerialFilter();
    private volatile long refusalNanos;
    private volatile boolean complete;

    public Strangers(FailedAuthentications failed, Knocks knocks) {
        this.failed = failed;
        this.knocks = knocks;
    }

    /** Tells whether nothing is done for that caller, and notes it then. */
    public boolean isRefused(Visitor visitor) {
        boolean refused = isStranger(visitor.sn(), visitor.address());
        if (refused) {
            visitor.unknown(knocks);
        }
        return refused;
    }

    private boolean isStranger(String sn, String address) {
        return unknown.contains(sn)
                || (complete && !address.isEmpty() && failed.isLimited(address) && !known.mayHold(sn));
    }

    /**
     * Notes a caller that shows nothing by which a device could be known.
     *
     * @param sn as it was shown; null: it was not
     */
    public void noteNameless(@Nullable String sn, Transport transport, String address) {
        knocks.add(sn, transport.label(), address, "no serial number, or no secret, that a device could have");
    }

    /** The refusal, after the time that a device's aggregate would take: it does not tell whether there is one. */
    public CompletableFuture<DeviceReply> refusal() {
        DeviceReply refused = new DeviceReply.Refused(Refusal.UNAUTHORIZED);
        long nanos = Math.min(refusalNanos, PRETENDED_MAX.toNanos());
        return nanos < UNNOTICED.toNanos()
                ? CompletableFuture.completedFuture(refused)
                : new CompletableFuture<DeviceReply>().completeOnTimeout(refused, nanos, TimeUnit.NANOSECONDS);
    }

    /** A report is handed on. */
    public Question question(Visitor visitor) {
        return new Question(visitor, System.nanoTime(), unknown.registrations());
    }

    /** A report on its way to the device's aggregate. */
    public final class Question {

        private final Visitor visitor;
        private final long askedNanos;
        private final long registrationsBefore;

        private Question(Visitor visitor, long askedNanos, long registrationsBefore) {
            this.visitor = visitor;
            this.askedNanos = askedNanos;
            this.registrationsBefore = registrationsBefore;
        }

        /** There is no such device. */
        public void answeredByNobody() {
            refusalNanos = System.nanoTime() - askedNanos;
            unknown.add(visitor.sn(), registrationsBefore);
            visitor.unknown(knocks);
        }

        /** There is one. */
        public void answered(DeviceReply reply) {
            if (reply instanceof DeviceReply.Refused refused && refused.refusal() == Refusal.UNAUTHORIZED) {
                refusalNanos = System.nanoTime() - askedNanos;
                visitor.notProven(knocks);
            }
            heard(visitor.sn());
        }
    }

    /** That device exists. */
    public void heard(String sn) {
        if (!known.mayHold(sn)) {
            known.add(sn);
        }
    }

    /** A device is being registered, here or elsewhere. */
    public void registered(String sn) {
        known.add(sn);
        unknown.registered(sn);
    }

    /** All devices that were registered so far were told. */
    public void complete() {
        complete = true;
    }
}
