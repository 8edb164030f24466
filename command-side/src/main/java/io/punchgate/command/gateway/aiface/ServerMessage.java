package io.punchgate.command.gateway.aiface;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The messages to a terminal. It sets its clock by {@code cloudtime}, which is local to it and names no zone. */
final class ServerMessage {

    private static final DateTimeFormatter CLOUD_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private ServerMessage() {}

    /** Welcome, and send no users. */
    static Map<String, Object> registered(Instant now, ZoneId zone) {
        Map<String, Object> message = acknowledged("reg", now, zone);
        message.put("nosenduser", true);
        return message;
    }

    /** Welcome to a terminal that nobody admitted: its clock is left alone. It keeps its log, for that is not acknowledged. */
    static Map<String, Object> registeredUnknown() {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ret", "reg");
        message.put("result", true);
        message.put("nosenduser", true);
        return message;
    }

    /** These records are safe: as many as there were, whatever number was announced. */
    static Map<String, Object> stored(TerminalMessage.Log log, Instant now, ZoneId zone) {
        Map<String, Object> message = acknowledged("sendlog", now, zone);
        if (log.logIndex() != null) {
            message.put("count", log.rows().size());
            message.put("logindex", log.logIndex());
        }
        return message;
    }

    /** Acknowledges a message that holds no records. */
    static Map<String, Object> acknowledged(String cmd, Instant now, ZoneId zone) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ret", cmd);
        message.put("result", true);
        message.put("cloudtime", CLOUD_TIME.format(now.atZone(zone)));
        return message;
    }

    /** The terminal's message cannot be read. */
    static Map<String, Object> unreadable(String reason) {
        return Map.of("ret", "error", "result", false, "reason", reason);
    }

    /** Send the records that were not fetched yet, from the first, or the page after the last. */
    static Map<String, Object> fetch(boolean fromTheFirst) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("cmd", "getnewlog");
        message.put("stn", fromTheFirst);
        return message;
    }
}
