package io.punchgate.command.gateway.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The lines to a device. */
final class TcpLines {

    private static final byte[] LINE_END = {'\n'};

    private TcpLines() {}

    /** An answer, under the name of its request. Where HTTP has a status and a header, the body says it. */
    static ByteBuf answer(@Nullable JsonNode id, DeviceAnswer answer) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (id != null) {
            body.put("id", id);
        }
        body.putAll(answer.body());
        @Nullable Long retryAfterSeconds = answer.retryAfterSeconds();
        if (retryAfterSeconds != null) {
            body.put("retry_after", retryAfterSeconds);
        }
        return line(body);
    }

    /** An instruction for the device to carry out. */
    static ByteBuf instruction(InstructionToRun instruction) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("op", "cmd");
        body.put("id", instruction.id());
        body.put("cmd", instruction.op());
        body.put("data", StrictJson.read(instruction.data().getBytes(UTF_8)));
        return line(body);
    }

    private static ByteBuf line(Map<String, Object> body) {
        return Unpooled.wrappedBuffer(StrictJson.write(body), LINE_END);
    }
}
