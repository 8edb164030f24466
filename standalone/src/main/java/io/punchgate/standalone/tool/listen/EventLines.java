package io.punchgate.standalone.tool.listen;

import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Makes events of the lines of a stream, as the HTML Living Standard, 9.2.6, tells. */
final class EventLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private String id = "";
    private String type = "";
    private @Nullable StringJoiner data;
    private boolean movesTheId;
    private boolean begun;

    /** Takes the next line, and returns the event that it ends. */
    Optional<ServerSentEvent> accept(String line) {
        String text = begun || !line.startsWith(BYTE_ORDER_MARK) ? line : line.substring(1);
        begun = true;
        if (text.isEmpty()) {
            return end();
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    id = value;
                    movesTheId = true;
                }
            }
            case "event" -> type = value;
            case "data" -> {
                if (data == null) {
                    data = new StringJoiner("\n");
                }
                data.add(value);
            }
            default -> {
                // A comment, which has an empty field name, or a field that is not needed here.
            }
        }
    }

    private Optional<ServerSentEvent> end() {
        String text = data == null ? "" : data.toString();
        ServerSentEvent event = new ServerSentEvent(id, type.isEmpty() ? "message" : type, text);
        boolean tells = !text.isEmpty() || movesTheId;
        type = "";
        data = null;
        movesTheId = false;
        return tells ? Optional.of(event) : Optional.empty();
    }
}
