package io.punchgate.runtime.access;

import io.punchgate.api.customer.Role;
import io.punchgate.runtime.access.history.Access;
import io.punchgate.runtime.access.history.AccessRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes down the calls of operators, managers and auditors before they are served. Those of integrators only read their own. */
public final class KeptAccesses {

    private static final Pattern OF_CUSTOMER = Pattern.compile("/api/admin/v1/customers/([^/]+).*");
    private static final Pattern OF_DEVICE = Pattern.compile("/api/admin/v1/devices/([^/]+).*");

    private final AccessRecorder recorder;
    private final Clock clock;

    public KeptAccesses(AccessRecorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Returns once the call is written down, if it is to be. */
    void keep(Caller caller, HttpServletRequest request) {
        String path = request.getServletPath();
        keep(caller, request.getMethod() + " " + path, named(OF_CUSTOMER, path), named(OF_DEVICE, path), request);
    }

    /**
     * Returns once the access is written down, if it is to be.
     *
     * @param action without anything that names a person
     * @param customerId the customer that it is about, where the caller's key does not tell
     * @param sn the device that it is about, or null
     */
    public void keep(
            Caller caller,
            String action,
            @Nullable String customerId,
            @Nullable String sn,
            HttpServletRequest request) {
        String address = request.getRemoteAddr();
        switch (caller) {
            case Caller.Operator operator ->
                recorder.record(
                        new Access(clock.instant(), operator.name(), operator.name(), action, address, customerId, sn));
            case Caller.KeyHolder holder -> {
                if (holder.role() != Role.INTEGRATOR) {
                    String role = holder.role().name().toLowerCase(Locale.ROOT);
                    String who = holder.name() + " (" + holder.keyId() + ")";
                    recorder.record(new Access(clock.instant(), who, role, action, address, holder.customerId(), null));
                }
            }
        }
    }

    private static @Nullable String named(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
