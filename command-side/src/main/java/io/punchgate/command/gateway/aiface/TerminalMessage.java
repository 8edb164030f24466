package io.punchgate.command.gateway.aiface;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a terminal says. */
sealed interface TerminalMessage {

    /** The serial number in the message; null: that of the connection. */
    @Nullable
    String sn();

    /** The terminal introduces itself. */
    record Registration(@Nullable String sn) implements TerminalMessage {}

    /**
     * Records of its log.
     *
     * @param count how many the terminal says there are, to be repeated to it
     * @param logIndex the place of the first, to be repeated to it, or null
     * @param asked whether it was asked for them, and waits to be asked for the next page
     */
    record Log(@Nullable String sn, long count, @Nullable Long logIndex, List<DecodedRow> rows, boolean asked)
            implements TerminalMessage {}

    /** Something that holds no punches and waits for its acknowledgement. */
    record Other(@Nullable String sn, String cmd) implements TerminalMessage {}

    /** The answer to something else; nothing waits for anything. */
    record Answer(@Nullable String sn) implements TerminalMessage {}

    /**
     * Reads a message. Old firmware writes names in its own encoding; nothing is kept of names, so that they do not matter.
     *
     * @throws InvalidReport if it is none
     */
    static TerminalMessage decode(byte[] bytes) {
        JsonNode json = StrictJson.readObject(new String(bytes, UTF_8).getBytes(UTF_8));
        @Nullable String sn = AiFaceReportDecoder.text(json, "sn");
        @Nullable String cmd = AiFaceReportDecoder.text(json, "cmd");
        @Nullable String ret = AiFaceReportDecoder.text(json, "ret");
        // Some firmware answers a question with "cmd" where others say "ret".
        String name = cmd != null ? cmd : ret == null ? "" : ret;
        return switch (name) {
            case "" -> throw InvalidReport.field("cmd", "cmd is missing");
            case "reg" -> new Registration(sn);
            case "sendlog" -> log(sn, json, false);
            case "getnewlog", "getalllog" -> log(sn, json, true);
            default -> cmd != null ? new Other(sn, cmd) : new Answer(sn);
        };
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
        return new Log(sn, count == null ? rows.size() : count, number(json, "logindex"), rows, asked);
    }

    private static @Nullable Long number(JsonNode json, String key) {
        @Nullable JsonNode value = json.get(key);
        return value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0
                ? null
                : value.longValue();
    }
}
