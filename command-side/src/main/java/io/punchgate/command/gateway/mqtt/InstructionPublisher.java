package io.punchgate.command.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.command.gateway.InstructionWaiting;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.json.StrictJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Publishes the instructions that wait for a device once it is heard of, and at once to one that was. Whether it will answer
 * nobody knows, so each is handed out once; an answer that comes counts all the same.
 */
@Component
public class InstructionPublisher implements InstructionWaiting {

    /** Instructions handed out at once. */
    private static final int INSTRUCTIONS_MAX = 100;
    /** A device counts as one that speaks MQTT for so long after it was heard of over it. */
    private static final Duration HEARD_FOR = Duration.ofHours(1);

    private static final int DEVICES_MAX = 200_000;
    private static final Logger LOG = LoggerFactory.getLogger(InstructionPublisher.class);

    private final ReportInbox inbox;
    private final ObjectProvider<MqttLink> links;
    /** Devices whose instructions are being taken; true where more came meanwhile. */
    private final ConcurrentMap<String, Boolean> taking = new ConcurrentHashMap<>();

    private final Cache<String, Reporter> heard = Caffeine.newBuilder()
            .maximumSize(DEVICES_MAX)
            .expireAfterWrite(HEARD_FOR)
            .build();

    InstructionPublisher(ReportInbox inbox, ObjectProvider<MqttLink> links) {
        this.inbox = inbox;
        this.links = links;
    }

    @Override
    public void instructionWaiting(String sn) {
        @Nullable Reporter device = heard.getIfPresent(sn);
        if (device != null) {
            handOut(device);
        }
    }

    /** The device listens on its instruction topic now. */
    public void listening(Reporter device) {
        heard.put(device.sn(), device);
        handOut(device);
    }

    /** A message of the device is stored. Later instructions are told by their notice, so only the first one asks. */
    void heard(Reporter from, DeviceReply reply) {
        if (!(reply instanceof DeviceReply.Refused) && heard.getIfPresent(from.sn()) == null) {
            listening(from);
        }
    }

    /** The device is gone: instructions wait until it is back. */
    void forget(String sn) {
        heard.invalidate(sn);
    }

    private void handOut(Reporter device) {
        if (taking.putIfAbsent(device.sn(), false) == null) {
            take(device);
        } else {
            taking.computeIfPresent(device.sn(), (key, more) -> true);
        }
    }

    private void take(Reporter device) {
        String sn = device.sn();
        Optional<MqttLink> link =
                links.stream().filter(each -> each.reaches(sn)).findFirst();
        if (link.isEmpty()) {
            taking.remove(sn);
            return;
        }
        var unused = inbox.takeInstructions(device, INSTRUCTIONS_MAX, false).whenComplete((reply, failure) -> {
            if (failure != null) {
                LOG.warn("Instructions for {} are not handed out now: {}", sn, failure.toString());
                heard.invalidate(sn);
            }
            boolean full = reply instanceof DeviceReply.Instructions due && publish(link.get(), sn, due);
            boolean noticed = Boolean.TRUE.equals(taking.remove(sn));
            if (failure == null && (full || noticed)) {
                handOut(device);
            }
        });
    }

    /** Publishes them; true if more may wait. */
    private static boolean publish(MqttLink link, String sn, DeviceReply.Instructions due) {
        due.instructions().forEach(instruction -> publish(link, sn, instruction));
        return due.instructions().size() == INSTRUCTIONS_MAX;
    }

    private static void publish(MqttLink link, String sn, InstructionToRun instruction) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", instruction.id());
        message.put("op", instruction.op());
        message.put("data", StrictJson.read(instruction.data().getBytes(UTF_8)));
        var unused = link.publish(sn, StrictJson.write(message)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("An instruction for {} was handed out, but not published: {}", sn, failure.toString());
            }
        });
    }
}
