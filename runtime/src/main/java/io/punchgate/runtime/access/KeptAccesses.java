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
final class KeptAccesses {

    private static final Pattern OF_CUSTOMER = Pattern.compile("/api/admin/v1/customers/([^/]+).*");
    private static final Pattern OF_DEVICE = Pattern.compile("/api/admin/v1/devices/([^/]+).*");

    private final AccessRecorder recorder;
    private final Clock clock;

    KeptAccesses(AccessRecorder recorder, Clock clock) {
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Returns once the call is written down, if it is to be. */
    void keep(Caller caller, HttpServletRequest request) {
        String path = request.getServletPath();
        switch (caller) {
            case Caller.Operator operator ->
                keep(operator.name(), operator.name(), named(OF_CUSTOMER, path), named(OF_DEVICE, path), request);
            case Caller.KeyHolder holder -> {
                if (holder.role() != Role.INTEGRATOR) {
                    String role = holder.role().name().toLowerCase(Locale.ROOT);
                    keep(holder.name() + " (" + holder.keyId() + ")", role, holder.customerId(), null, request);
                }
            }
        }
    }

    private void keep(
            String who, String role, @Nullable String customerId, @Nullable String sn, HttpServletRequest request) {
        recorder.record(new Access(
                clock.instant(),
                who,
                role,
                request.getMethod() + " " + request.getServletPath(),
                request.getRemoteAddr(),
                customerId,
                sn));
    }

    private static @Nullable String named(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
