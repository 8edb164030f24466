package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.JsonReportDecoder;
import io.punchgate.command.gateway.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the payloads that devices publish. */
final class MqttReportDecoder {

    /** Longest payload that is read, in bytes. */
    static final int PAYLOAD_BYTES_MAX = 256 * 1024;
    /** Most rows that one payload may have. */
    static final int ROWS_MAX = 5_000;

    private MqttReportDecoder() {}

    /**
     * Reads a payload.
     *
     * @throws InvalidReport if it cannot be read
     */
    static DevicePublication decode(DeviceTopic.Channel channel, byte[] payload) {
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw InvalidReport.json("the payload is longer than " + PAYLOAD_BYTES_MAX + " bytes");
        }
        return switch (channel) {
            case EVT -> punches(StrictJson.read(payload));
            case ST -> presence(StrictJson.readObject(payload));
            case RES -> answer(StrictJson.readObject(payload));
            case CMD -> throw InvalidReport.json("devices do not publish commands");
        };
    }

    private static DevicePublication.Punches punches(JsonNode json) {
        JsonNode array =
                json.isArray() ? json : JsonNodeFactory.instance.arrayNode().add(json);
        if (array.size() > ROWS_MAX) {
            throw InvalidReport.json("the array has more than " + ROWS_MAX + " rows");
        }
        return new DevicePublication.Punches(JsonReportDecoder.decodeAll(array));
    }

    private static DevicePublication.Presence presence(JsonNode json) {
        @Nullable JsonNode online = json.get("online");
        if (online == null || !online.isBoolean()) {
            throw InvalidReport.field("online", "online is not true or false");
        }
        return new DevicePublication.Presence(online.booleanValue());
    }

    private static DevicePublication.InstructionAnswer answer(JsonNode json) {
        @Nullable JsonNode id = json.get("id");
        @Nullable JsonNode ok = json.get("ok");
        @Nullable JsonNode result = json.get("result");
        if (id == null || !id.isString()) {
            throw InvalidReport.field("id", "id is not a text");
        }
        if (ok == null || !ok.isBoolean()) {
            throw InvalidReport.field("ok", "ok is not true or false");
        }
        boolean none = result == null || result.isNull();
        return new DevicePublication.InstructionAnswer(
                id.stringValue(),
                ok.booleanValue(),
                none ? null : result.isString() ? result.stringValue() : result.toString());
    }
}
