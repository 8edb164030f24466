package io.punchgate.runtime.access;

import io.punchgate.runtime.access.use.KeyRates;
import io.punchgate.runtime.sql.Deadline;
import io.punchgate.runtime.wait.Polling;
import io.punchgate.runtime.web.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the reads of one caller from taking what the intake, the push and other callers need. A key has so many reads under way
 * and is refused more; of the reads of one customer, by all of its keys, a few work at the same time and the others wait, in the
 * order in which they came. A read has a {@link Deadline}, which its statements keep. Calls of a key, reads or not, come so often at most.
 */
public final class ReadLimits {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String OPERATOR = "";

    private final ReadSettings settings;
    private final Map<UnderWay, Integer> underWay = new ConcurrentHashMap<>();
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();
    private final KeyRates rates;

    public ReadLimits(ReadSettings settings) {
        this.settings = settings;
        this.rates = new KeyRates(settings.callsPerSecondMax(), System::nanoTime);
    }

    /** A place of a call within a limit, until it is closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private record UnderWay(String caller, ReadKind kind) {}

    /** The places of a customer, and the number of those who have or await one. */
    private record Turns(Semaphore places, int users) {}

    /**
     * Counts a call of any kind.
     *
     * @throws Problem 429 where the caller's key calls too often
     */
    public void count(Caller caller) {
        if (caller instanceof Caller.KeyHolder) {
            rates.count(id(caller)).ifPresent(wait -> {
                Polling.rest(settings.refusalDelay());
                throw Problem.tooManyCalls(settings.callsPerSecondMax(), wait);
            });
        }
    }

    /**
     * Lets a read begin on this thread; the permit must be closed on it, but for that of a stream, which any thread may close. An
     * export takes its turns by itself, as does a stream.
     *
     * @throws Problem 429 where the caller has too many of the kind under way; 503 where its turn does not come in time
     */
    public Permit begin(Caller caller, ReadKind kind) {
        UnderWay key = new UnderWay(id(caller), kind);
        int max = max(caller, kind);
        if (underWay.merge(key, 1, Integer::sum) > max) {
            leave(key);
            // It keeps its connection busy meanwhile: a client that asks again at once asks twice a second.
            Polling.rest(settings.refusalDelay());
            throw Problem.tooManyUnderWay(max, RETRY_AFTER);
        }
        if (kind != ReadKind.LIST) {
            return () -> leave(key);
        }
        try {
            Deadline.begin(settings.timeMax());
            Permit turn = turn(caller);
            return () -> {
                turn.close();
                Deadline.end();
                leave(key);
            };
        } catch (Problem tooLate) {
            Deadline.end();
            leave(key);
            throw tooLate;
        }
    }

    private void leave(UnderWay key) {
        underWay.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Waits until it is the turn of the caller's customer.
     *
     * @throws Problem 503 where that takes longer than a read may take
     */
    public Permit turn(Caller caller) {
        String customer = caller instanceof Caller.KeyHolder holder ? holder.customerId() : OPERATOR;
        Semaphore places = turns.compute(
                        customer,
                        (same, known) -> known == null
                                ? new Turns(new Semaphore(settings.atOncePerCustomerMax(), true), 1)
                                : new Turns(known.places, known.users + 1))
                .places;
        if (!isTaken(places)) {
            forget(customer);
            throw Problem.unavailable(RETRY_AFTER);
        }
        return () -> {
            places.release();
            forget(customer);
        };
    }

    private void forget(String customer) {
        turns.computeIfPresent(
                customer, (same, known) -> known.users == 1 ? null : new Turns(known.places, known.users - 1));
    }

    private boolean isTaken(Semaphore places) {
        try {
            Duration left = Deadline.left().orElse(settings.timeMax());
            return places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int max(Caller caller, ReadKind kind) {
        return switch (kind) {
            case EXPORT -> settings.exportsPerKeyMax();
            case STREAM -> settings.streamsPerKeyMax();
            case LIST -> caller instanceof Caller.Operator ? settings.ofOperatorMax() : settings.perKeyMax();
        };
    }

    private static String id(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> OPERATOR;
            case Caller.KeyHolder holder -> holder.customerId() + "/" + holder.keyId();
        };
    }
}
