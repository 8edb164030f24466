package io.punchgate.command.gateway.mqtt;

import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.JsonReportDecoder;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a device published, read. */
sealed interface DeviceMessage {

    /** Longest payload that is read, in bytes. */
    int PAYLOAD_BYTES_MAX = 256 * 1024;
    /** Most rows that one payload may have. */
    int ROWS_MAX = 5_000;

    /** Punches, one or an array of them. */
    record Punches(List<DecodedRow> rows) implements DeviceMessage {}

    /** Whether the device is there. */
    record Presence(boolean online) implements DeviceMessage {}

    /**
     * What became of an instruction.
     *
     * @param result what the device said of it, or null
     */
    record InstructionAnswer(
            String id, boolean ok, @Nullable String result) implements DeviceMessage {}

    /**
     * Reads a payload.
     *
     * @throws InvalidReport if it cannot be read
     */
    static DeviceMessage decode(DeviceTopic.Channel channel, byte[] payload) {
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

    private static Punches punches(JsonNode json) {
        JsonNode array =
                json.isArray() ? json : JsonNodeFactory.instance.arrayNode().add(json);
        if (array.size() > ROWS_MAX) {
            throw InvalidReport.json("the array has more than " + ROWS_MAX + " rows");
        }
        return new Punches(JsonReportDecoder.decodeAll(array));
    }

    private static Presence presence(JsonNode json) {
        @Nullable JsonNode online = json.get("online");
        if (online == null || !online.isBoolean()) {
            throw InvalidReport.field("online", "online is not true or false");
        }
        return new Presence(online.booleanValue());
    }

    private static InstructionAnswer answer(JsonNode json) {
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
        return new InstructionAnswer(
                id.stringValue(),
                ok.booleanValue(),
                none ? null : result.isString() ? result.stringValue() : result.toString());
    }
}
