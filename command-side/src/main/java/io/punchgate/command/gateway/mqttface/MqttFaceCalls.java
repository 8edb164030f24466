package io.punchgate.command.gateway.mqttface;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a terminal's messages into reports, and the replies into acknowledgements, once what was reported is durable. */
@Component
final class MqttFaceCalls {

    private static final Logger LOG = LoggerFactory.getLogger(MqttFaceCalls.class);

    /** The broker tells no addresses: a device that is bound to networks is not admitted here. */
    private static final Credential NO_ADDRESS = Credential.serial("");

    private final ReportInbox inbox;
    private final RowStore rows;
    private final Clock clock;

    MqttFaceCalls(ReportInbox inbox, RowStore rows, Clock clock) {
        this.inbox = inbox;
        this.rows = rows;
        this.clock = clock;
    }

    /** The answer, if there is one: without it the terminal sends again. The future never fails. */
    CompletableFuture<Optional<FaceAnswer>> receive(String topic, byte[] payload) {
        FaceMessage message;
        try {
            message = MqttFaceFrameDecoder.decode(topic, payload);
        } catch (InvalidReport e) {
            LOG.warn("A message under mqtt/face/ cannot be read: {}", e.reason());
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Reporter from = new Reporter(message.id(), NO_ADDRESS, Transport.MQTT_FACE);
        return report(from, message)
                .thenApply(
                        reply -> reply instanceof DeviceReply.Refused ? Optional.<FaceAnswer>empty() : answer(message))
                .exceptionally(failure -> {
                    LOG.warn("A report under mqtt/face/ was not stored: {}", failure.toString());
                    return Optional.empty();
                });
    }

    private CompletableFuture<DeviceReply> report(Reporter from, FaceMessage message) {
        return switch (message) {
            case FaceMessage.Recorded recorded -> rows.store(from, List.of(recorded.row()));
            case FaceMessage.Online online -> inbox.heartbeat(from);
            case FaceMessage.Heartbeat heartbeat -> inbox.heartbeat(from);
            case FaceMessage.Offline offline -> inbox.offline(from, clock.instant(), null);
        };
    }

    private static Optional<FaceAnswer> answer(FaceMessage message) {
        return switch (message) {
            case FaceMessage.Recorded recorded ->
                Optional.of(FaceAnswer.recordStored(recorded.id(), recorded.recordId()));
            case FaceMessage.Online online -> Optional.of(FaceAnswer.online(online.id()));
            case FaceMessage.Heartbeat heartbeat -> Optional.empty();
            case FaceMessage.Offline offline -> Optional.empty();
        };
    }
}
