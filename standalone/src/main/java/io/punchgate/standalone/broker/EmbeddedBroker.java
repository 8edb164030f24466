package io.punchgate.standalone.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.exceptions.UnrecoverableException;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import io.punchgate.command.gateway.AdmissionNotice;
import io.punchgate.command.gateway.mqtt.MqttLink;
import io.punchgate.runtime.start.ShutdownOrder;
import io.punchgate.runtime.start.StartRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;

/**
 * HiveMQ's community edition inside this process. It takes seconds to start and to stop, so it starts beside the rest of the
 * product, keeping logins waiting, and stops beside it, taking nothing in.
 */
final class EmbeddedBroker
        implements SmartLifecycle, MqttLink, AdmissionNotice.Sessions, InitializingBean, DisposableBean {

    private static final int OFF = -1;
    private static final Duration START_WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration STOP_WAIT_MAX = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final int port;
    private final @Nullable Certificate certificate;
    private final BrokerFolder folder;
    private final BrokerConnections connections;
    private final DeviceExtension extension;
    private final CompletableFuture<Void> open = new CompletableFuture<>();
    private @Nullable EmbeddedHiveMQ broker;
    private CompletableFuture<Void> started = CompletableFuture.completedFuture(null);
    private volatile boolean serving;

    /**
     * A broker that does not run yet.
     *
     * @param folder a folder of its own, which it makes and removes
     */
    EmbeddedBroker(int port, @Nullable Certificate certificate, Path folder, BrokerGateway gateway) {
        this.port = port;
        this.certificate = certificate;
        this.folder = new BrokerFolder(folder);
        this.connections = new BrokerConnections(gateway);
        this.extension = new DeviceExtension(gateway, open, connections);
    }

    /** Begins to start. */
    @Override
    public void afterPropertiesSet() {
        if (port == OFF) {
            return;
        }
        folder.create(port, certificate);
        EmbeddedHiveMQ starting = Hivemq.in(folder, extension);
        broker = starting;
        Thread.@Nullable UncaughtExceptionHandler ours = Thread.getDefaultUncaughtExceptionHandler();
        // It installs a handler that may end the process, which is not its own here.
        started = starting.start().whenComplete((done, failure) -> Thread.setDefaultUncaughtExceptionHandler(ours));
    }

    @Override
    public void start() {
        if (port == OFF) {
            return;
        }
        try {
            started.get(START_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            stop();
            throw refused(e.getCause());
        } catch (TimeoutException e) {
            stop();
            throw new IllegalStateException("the MQTT broker does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the MQTT broker starts", e);
        }
        serving = true;
        open.complete(null);
        LOG.info("devices reach the MQTT broker at port {}{}", port(), certificate == null ? "" : ", with TLS");
    }

    private RuntimeException refused(@Nullable Throwable cause) {
        // It has no other way to say that it could not listen.
        if (!(cause instanceof UnrecoverableException)) {
            return new IllegalStateException("the MQTT broker does not start", cause);
        }
        StartRefused refused = new StartRefused(
                "The MQTT broker cannot listen on port " + port + ".",
                "Stop what listens there, or set PUNCHGATE_MQTT_PORT to another port, or to -1 for none.");
        refused.initCause(cause);
        return refused;
    }

    /** The port that it listens on. */
    int port() {
        return connections.services().admin().getServerInformation().getListener().stream()
                .map(Listener::getPort)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the MQTT broker does not listen"));
    }

    @Override
    public boolean isServing() {
        return port == OFF || serving;
    }

    @Override
    public boolean reaches(String sn) {
        return serving && connections.reaches(sn);
    }

    @Override
    public CompletableFuture<Void> publish(String sn, byte[] instruction) {
        return connections.publish(sn, instruction);
    }

    @Override
    public void checkAfter(String sn, Duration wait) {
        if (serving) {
            connections.checkAfter(sn, wait);
        }
    }

    /** Takes nothing in from now on; the broker itself ends in its own time, for which {@link #destroy()} waits. */
    @Override
    public void stop(Runnable callback) {
        beginStop();
        callback.run();
    }

    @Override
    public void stop() {
        beginStop();
        destroy();
    }

    private void beginStop() {
        serving = false;
        connections.close();
        if (broker != null) {
            var unused = broker.stop();
        }
    }

    @Override
    public void destroy() {
        if (broker == null) {
            return;
        }
        connections.close();
        EmbeddedHiveMQ ending = broker;
        broker = null;
        try {
            // Not on the common pool, whose one thread on a small machine the broker itself needs to end.
            CompletableFuture.runAsync(() -> close(ending), Thread.ofPlatform().daemon()::start)
                    .get(STOP_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the MQTT broker did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.remove();
    }

    private static void close(EmbeddedHiveMQ broker) {
        try {
            broker.close();
        } catch (ExecutionException e) {
            LOG.warn("the MQTT broker did not end well", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return serving;
    }

    @Override
    public int getPhase() {
        return ShutdownOrder.BROKERS.phase();
    }
}
