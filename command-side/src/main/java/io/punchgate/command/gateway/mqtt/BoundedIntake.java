package io.punchgate.command.gateway.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.reactivex.Completable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what an external broker sends, so many at once, and acknowledges each once it is stored. What is ahead of that waits
 * in the client. A receive maximum would be the way to keep a broker back; but a Mosquitto before 2.0.12, which many systems
 * still bring, goes beyond it, and the client would then break every connection that it makes.
 */
final class BoundedIntake {

    /** Messages that are being stored. */
    static final int IN_FLIGHT_MAX = 512;

    private static final Logger LOG = LoggerFactory.getLogger(BoundedIntake.class);

    private final MqttCalls messages;

    BoundedIntake(MqttCalls messages) {
        this.messages = messages;
    }

    /** Takes in what comes until the client's session ends. */
    void listenTo(Mqtt5AsyncClient client) {
        var unused = client.toRx()
                .publishes(MqttGlobalPublishFilter.ALL, true)
                .flatMapCompletable(this::take, true, IN_FLIGHT_MAX)
                .subscribe(() -> {}, ended -> LOG.debug("no more messages come of a session that ended", ended));
    }

    private Completable take(Mqtt5Publish publish) {
        return Completable.create(taken -> {
            var unused = store(publish).whenComplete((receipt, failure) -> {
                if (failure == null && publish.getQos() != MqttQos.AT_MOST_ONCE) {
                    publish.acknowledge();
                }
                taken.onComplete();
            });
        });
    }

    /** A fault of ours leaves this one message unacknowledged, and takes no other with it. */
    private CompletableFuture<Receipt> store(Mqtt5Publish publish) {
        try {
            return messages.receive(publish.getTopic().toString(), publish.getPayloadAsBytes(), publish.isRetain());
        } catch (RuntimeException e) {
            LOG.error("A message over MQTT was not taken in", e);
            return CompletableFuture.failedFuture(e);
        }
    }
}
