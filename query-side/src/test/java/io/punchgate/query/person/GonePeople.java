package io.punchgate.query.person;

import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.api.device.InputType;
import io.punchgate.api.device.Location;
import io.punchgate.api.device.PunchType;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.runtime.person.PersonKeys;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Punches of two people who are erased, and of others, and what is to be seen of them then. */
final class GonePeople {

    static final Instant NOW = now();
    static final Instant IN = NOW.minus(3, ChronoUnit.HOURS);
    static final String DAYS = "from=" + day(-1) + "&to=" + day(1);
    static final Set<String> ERASED = Set.of("gone-1", "gone-2");

    /** All that is personal of the two, as it was sent. */
    static final List<String> PERSONAL = List.of("gone-1", "gone-2", "raw of gone", "12.345678", "37.77", "forgot");

    private GonePeople() {}

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    static String day(int fromNow) {
        return LocalDateTime.ofInstant(NOW, ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(fromNow)
                .toString();
    }

    static PunchRecorded punch(String user, Instant time, PunchType type) {
        boolean gone = ERASED.contains(user);
        return new PunchRecorded(
                TestEvents.id(user + time + type),
                "SN1",
                "acme",
                "Main Gate",
                user,
                time,
                LocalDateTime.ofInstant(time, ZoneOffset.UTC),
                "+00:00",
                gone ? "raw of gone" : "raw",
                type,
                null,
                "1",
                InputType.Face,
                "15",
                gone ? new Location(12.345678, 1.5, 3.0) : null,
                gone ? 37.77 : null,
                gone ? true : null,
                "http",
                time,
                false,
                null,
                null);
    }

    /** The ids that an erasure names. */
    static List<UUID> ids(RunningQuerySide side) {
        return ERASED.stream()
                .map(user -> side.bean(PersonKeys.class).personOf("acme", user).orElseThrow())
                .toList();
    }

    /** The rows that were shown, but for what is personal of those who were erased. */
    static JsonNode erased(JsonNode rows) {
        rows.forEach(row -> {
            if (row instanceof ObjectNode shown
                    && ERASED.contains(row.path("user_id").asString(""))) {
                List.of("user_id", "att_time_raw", "location", "temperature", "face_mask").stream()
                        .filter(shown::has)
                        .forEach(shown::putNull);
                shown.path("corrections").forEach(each -> ((ObjectNode) each).putNull("reason"));
                shown.put("erased", true);
            }
        });
        return rows;
    }
}
