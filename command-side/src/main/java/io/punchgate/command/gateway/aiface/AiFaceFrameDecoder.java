package io.punchgate.command.gateway.aiface;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a terminal. */
final class AiFaceFrameDecoder {

    private static final Pattern SERIAL_NUMBER =
            Pattern.compile("\"sn\"\\s{0,9}:\\s{0,9}\"(?<sn>[A-Za-z0-9._-]{1,64})\"");

    private AiFaceFrameDecoder() {}

    /**
     * Reads a message. Old firmware writes names in its own encoding; nothing is kept of names, so that they do not matter.
     *
     * @throws InvalidReport if it is none
     */
    static TerminalMessage decode(byte[] bytes) {
        JsonNode json = StrictJson.readObject(new String(bytes, UTF_8).getBytes(UTF_8));
        @Nullable String sn = StrictJson.textOrNumber(json, "sn");
        @Nullable String cmd = StrictJson.textOrNumber(json, "cmd");
        @Nullable String ret = StrictJson.textOrNumber(json, "ret");
        // Some firmware answers a question with "cmd" where others say "ret".
        String name = cmd != null ? cmd : ret == null ? "" : ret;
        return switch (name) {
            case "" -> throw InvalidReport.field("cmd", "cmd is missing");
            case "reg" -> new TerminalMessage.Registration(sn);
            case "sendlog" -> log(sn, json, false);
            case "getnewlog", "getalllog" -> log(sn, json, true);
            default -> cmd != null ? new TerminalMessage.Other(sn, cmd) : new TerminalMessage.Answer(sn);
        };
    }

    /** The serial number in bytes that are no message, or null where it is not to be found. */
    static @Nullable String serialNumberIn(byte[] bytes) {
        Matcher named = SERIAL_NUMBER.matcher(new String(bytes, UTF_8));
        return named.find() ? named.group("sn") : null;
    }

    private static TerminalMessage log(@Nullable String sn, JsonNode json, boolean asked) {
        List<DecodedRow> rows = new ArrayList<>();
        @Nullable JsonNode records = json.get("record");
        if (records != null && records.isArray()) {
            records.forEach(record -> rows.add(AiFaceReportDecoder.decode(record)));
        }
        @Nullable Long count = number(json, "count");
        if (rows.isEmpty() && !asked && (count == null || count > 0)) {
            throw InvalidReport.field("record", "record is not an array of records");
        }
        return new TerminalMessage.Log(sn, number(json, "logindex"), rows, asked);
    }

    private static @Nullable Long number(JsonNode json, String key) {
        @Nullable JsonNode value = json.get(key);
        return value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0
                ? null
                : value.longValue();
    }
}
