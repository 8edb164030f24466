package io.punchgate.command.gateway.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.admission.LargeBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the bodies of devices. A small one that is there already is read from anybody; for one that is large, or still to come,
 * the caller must be the device, and large ones find only so much room.
 */
@Component
public final class DeviceBodies {

    /** Bytes of a body that are read from a caller who may be anybody. */
    public static final int STRANGERS_BYTES_MAX = 16 * 1024;

    private static final int ADMITTED_MAX = 50_000;
    /** A device that was admitted is asked for again after so long; its secret may be another one by then. */
    private static final Duration ADMITTED_LIFE = Duration.ofMinutes(5);

    private final ReportInbox inbox;
    private final LargeBodies room;
    private final Cache<Caller, String> customers = Caffeine.newBuilder()
            .maximumSize(ADMITTED_MAX)
            .expireAfterWrite(ADMITTED_LIFE)
            .executor(Runnable::run)
            .build();

    public DeviceBodies(ReportInbox inbox, LargeBodies room) {
        this.inbox = inbox;
        this.room = room;
    }

    private record Caller(String sn, Credential credential) {}

    /** Work on a body. */
    public interface Work<A> {

        /**
         * Answers the device.
         *
         * @param body null: it is too large
         */
        A on(byte @Nullable [] body) throws IOException;
    }

    /**
     * Reads a body and works on it.
     *
     * @param bytesMax one more is too large; no more is kept
     * @throws DeviceRefused if the caller is not the device, and that had to be known
     * @throws ReportUnavailable if there is no room now, or the device cannot be asked for
     */
    public <A> A read(Reporter from, HttpServletRequest request, int bytesMax, Work<A> work) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > bytesMax) {
            return work.on(null);
        }
        if (announced >= 0 && announced <= STRANGERS_BYTES_MAX) {
            if (request.getInputStream().available() < announced) {
                customerOf(from);
            }
            return work.on(BoundedBody.announced(request, (int) announced));
        }
        String customer = customerOf(from);
        byte[] begin = request.getInputStream().readNBytes(STRANGERS_BYTES_MAX);
        if (begin.length < STRANGERS_BYTES_MAX) {
            return work.on(BoundedBody.whole(request, begin));
        }
        LargeBodies.Permit permit = permit(customer, announced < 0 ? bytesMax : announced);
        try {
            return work.on(BoundedBody.rest(request, begin, bytesMax));
        } finally {
            permit.release();
        }
    }

    /**
     * The customer of the device.
     *
     * @throws DeviceRefused if the caller is not that device
     * @throws ReportUnavailable if it cannot be asked for
     */
    public String customerOf(Reporter from) {
        Caller caller = new Caller(from.sn(), from.credential());
        @Nullable String known = customers.getIfPresent(caller);
        if (known != null) {
            return known;
        }
        return switch (GuardedCall.await(inbox.config(from))) {
            case DeviceReply.Refused refused -> throw new DeviceRefused(refused.refusal());
            case DeviceReply.Config config -> {
                String customer = config.settings().customerId();
                customers.put(caller, customer);
                yield customer;
            }
            default -> throw new IllegalStateException("a question for the settings is answered by them");
        };
    }

    /**
     * Room for a large body.
     *
     * @throws ReportUnavailable if there is none now
     */
    public LargeBodies.Permit permit(String customer, long bytes) {
        return room.take(customer, bytes)
                .orElseThrow(() -> new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, null));
    }
}
