package io.punchgate.command.gateway;

import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.command.gateway.admission.Strangers;
import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.wait.Polling;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells {@link Strangers} which devices there are: once all that were registered before, and each new one, in this process as it
 * is decided and of the others as its event is seen. The push knows all devices, some moments late; one that it does not know
 * yet is known as soon as it reports.
 */
@Component
@ProcessingGroup(InstructionNotice.PROCESSING_GROUP)
public class DeviceRegistrations implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistrations.class);
    private static final int PAGE_DEVICES = 10_000;
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration TRIES_MAX = Duration.ofDays(1);

    private final Strangers strangers;
    private final JdbcClient jdbc;
    private volatile @Nullable Thread reading;

    DeviceRegistrations(Strangers strangers, JdbcClient jdbc, EventBus events) {
        this.strangers = strangers;
        this.jdbc = jdbc;
        events.subscribe(this::decided);
    }

    /** Called as events are decided, before they are stored: a device that is registered is never refused after that. */
    private void decided(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            if (event.getPayload() instanceof DeviceRegistered registered) {
                strangers.registered(registered.sn());
            }
        }
    }

    @EventHandler
    void on(DeviceRegistered event) {
        strangers.registered(event.sn());
    }

    private boolean readAll() {
        try {
            String last = "";
            List<String> page;
            do {
                page = jdbc.sql("select sn from command.push_device where sn > ? order by sn limit ?")
                        .params(last, PAGE_DEVICES)
                        .query(String.class)
                        .list();
                page.forEach(strangers::heard);
                last = page.isEmpty() ? last : page.getLast();
            } while (page.size() == PAGE_DEVICES);
            strangers.complete();
            return true;
        } catch (DataAccessException e) {
            LOG.debug("the devices could not be read and are read again", e);
            return false;
        }
    }

    @Override
    public void start() {
        reading = Thread.ofVirtual()
                .name("device-registrations")
                .start(() -> Polling.until(this::readAll, AGAIN_AFTER_FAILURE, TRIES_MAX));
    }

    @Override
    public void stop() {
        Thread ending = reading;
        if (ending != null) {
            ending.interrupt();
            reading = null;
        }
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.SIGHTINGS.phase();
    }
}
