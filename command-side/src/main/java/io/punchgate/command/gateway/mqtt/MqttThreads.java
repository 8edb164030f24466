package io.punchgate.command.gateway.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The one thread on which what is put off over MQTT comes back; it never waits for anything. */
@Component
final class MqttThreads implements DisposableBean {

    private final ScheduledThreadPoolExecutor timer;

    MqttThreads() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("mqtt-timer").daemon().factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRemoveOnCancelPolicy(true);
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
