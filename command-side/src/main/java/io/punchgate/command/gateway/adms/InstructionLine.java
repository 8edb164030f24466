package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply.InstructionToRun;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes an instruction as this protocol does: {@code C:<id>:<instruction>}. What real firmware accepts is little; the operation
 * {@code raw} sends any text.
 */
final class InstructionLine {

    private static final int TEXT_CHARACTERS_MAX = 8_192;
    private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\r\\n\\u0000]");
    private static final Pattern BREAKS_A_FIELD = Pattern.compile("[\\t\\r\\n\\u0000]");

    private InstructionLine() {}

    /** The line with its end, or empty if this protocol has no such instruction. */
    static Optional<String> of(InstructionToRun instruction) {
        JsonNode data;
        try {
            data = StrictJson.readObject(instruction.data().getBytes(StandardCharsets.UTF_8));
        } catch (InvalidReport e) {
            return Optional.empty();
        }
        return text(instruction.op(), data)
                .filter(text -> !text.isBlank() && text.length() <= TEXT_CHARACTERS_MAX)
                .filter(text -> !BREAKS_A_LINE.matcher(text).find())
                .map(text -> "C:" + instruction.id() + ":" + text + "\n");
    }

    private static Optional<String> text(String op, JsonNode data) {
        return switch (op) {
            case "reboot" -> Optional.of("REBOOT");
            case "info" -> Optional.of("INFO");
            case "check" -> Optional.of("CHECK");
            case "log" -> Optional.of("LOG");
            case "sync_user" -> userFields(data).map("DATA UPDATE USERINFO "::concat);
            case "delete_user" -> field(data, "user_id", "PIN").map("DATA DELETE USERINFO "::concat);
            case "query_user" -> field(data, "user_id", "PIN").map("DATA QUERY USERINFO "::concat);
            case "raw" ->
                Optional.ofNullable(data.get("cmd")).filter(JsonNode::isString).map(JsonNode::asString);
            default -> Optional.empty();
        };
    }

    private static Optional<String> userFields(JsonNode data) {
        return field(data, "user_id", "PIN")
                .map(pin -> pin
                        + optional(data, "name", "Name")
                        + optional(data, "privilege", "Pri")
                        + optional(data, "password", "Passwd")
                        + optional(data, "card", "Card"));
    }

    private static String optional(JsonNode data, String key, String name) {
        return field(data, key, name).map("\t"::concat).orElse("");
    }

    private static Optional<String> field(JsonNode data, String key, String name) {
        @Nullable JsonNode value = data.get(key);
        return Optional.ofNullable(value)
                .filter(given -> given.isString() || given.isIntegralNumber())
                .map(JsonNode::asString)
                .filter(text -> !text.isBlank() && !BREAKS_A_FIELD.matcher(text).find())
                .map(text -> name + "=" + text);
    }
}
