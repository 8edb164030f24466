package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the transports that a device may be admitted no more, so that they close what it was admitted to. A missed notice does
 * no harm: whatever comes of the device is checked as well.
 */
@Component
@ProcessingGroup(InstructionNotice.PROCESSING_GROUP)
public class AdmissionNotice {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionNotice.class);

    /** The timer may be early by a rounding. */
    private static final Duration AFTER_THE_OVERLAP = Duration.ofMillis(100);

    private final ObjectProvider<Sessions> transports;
    private final Clock clock;

    AdmissionNotice(ObjectProvider<Sessions> transports, Clock clock) {
        this.transports = transports;
        this.clock = clock;
    }

    /** The open sessions of a transport that admits devices once. */
    public interface Sessions {

        /** The session of that device, if there is one then, is to be checked after that time, and closed if it is refused. */
        void checkAfter(String sn, Duration wait);
    }

    @EventHandler
    void on(AuthTokenRotated event) {
        Duration overlap = Duration.between(clock.instant(), event.previousUntil());
        check(event.sn(), overlap.isNegative() ? Duration.ZERO : overlap.plus(AFTER_THE_OVERLAP));
    }

    @EventHandler
    void on(DeviceChanged event) {
        if (!event.settings().enabled()) {
            check(event.sn(), Duration.ZERO);
        }
    }

    private void check(String sn, Duration wait) {
        transports.stream().forEach(transport -> check(transport, sn, wait));
    }

    /** A transport that fails keeps neither the others nor the notices after this one waiting. */
    private static void check(Sessions transport, String sn, Duration wait) {
        try {
            transport.checkAfter(sn, wait);
        } catch (RuntimeException e) {
            LOG.warn("The session of {} is not checked now: what comes of it is", sn, e);
        }
    }
}
