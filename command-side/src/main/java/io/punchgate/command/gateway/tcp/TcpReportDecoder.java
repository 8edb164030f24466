package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the lines of a device. */
final class TcpReportDecoder {

    private TcpReportDecoder() {}

    /** Reads a line. */
    static TcpRequest decode(byte[] line) {
        JsonNode body;
        try {
            body = StrictJson.readObject(line);
        } catch (InvalidReport e) {
            return new TcpRequest.Unreadable(null, e);
        }
        @Nullable JsonNode id = StrictJson.given(body, "id");
        if (id != null && !id.isString() && !id.isIntegralNumber()) {
            return new TcpRequest.Unreadable(null, InvalidReport.field("id", "id is neither a string nor an integer"));
        }
        @Nullable JsonNode name = StrictJson.given(body, "op");
        if (name == null || !name.isString()) {
            return new TcpRequest.Unreadable(id, InvalidReport.field("op", "op is missing or not a string"));
        }
        return Stream.of(TcpRequest.Op.values())
                .filter(op -> op.label().equals(name.asString()))
                .findFirst()
                .<TcpRequest>map(op -> new TcpRequest.Call(op, id, body))
                .orElseGet(
                        () -> new TcpRequest.Unreadable(id, InvalidReport.field("op", "there is no such operation")));
    }
}
