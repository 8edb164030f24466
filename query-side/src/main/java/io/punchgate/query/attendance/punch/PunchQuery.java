package io.punchgate.query.attendance.punch;

import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Transport;
import io.punchgate.query.listing.Conditions;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.sql.Timestamps;
import io.punchgate.runtime.web.Problem;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which punches a query string asks for. */
public final class PunchQuery {

    static final Set<String> PARAMETERS = Set.of(
            "from",
            "to",
            "user_id",
            "sn",
            "type",
            "transport",
            "recorded_from",
            "recorded_to",
            "cursor",
            "limit",
            "order");

    private static final Set<String> TRANSPORTS =
            Transport.all().stream().map(Transport::label).collect(Collectors.toUnmodifiableSet());

    private PunchQuery() {}

    /** The conditions that a customer's punches must satisfy, whatever their order. */
    static Conditions conditions(String customerId, Parameters query) {
        Conditions conditions = new Conditions()
                .and("customer_id = ?", customerId)
                .andIfGiven("sn = ?", query.text("sn"))
                .andIfGiven("user_id = ?", user(query))
                .andIfGiven("type = ?", type(query))
                .andIfGiven("transport = ?", query.oneOf("transport", TRANSPORTS));
        addTimes(conditions, query);
        addRecordTimes(conditions, query);
        return conditions;
    }

    /** The user asked for, trimmed as a punch's is, or null. */
    public static @Nullable String user(Parameters query) {
        @Nullable String user = query.text("user_id");
        return user == null ? null : user.strip();
    }

    private static @Nullable String type(Parameters query) {
        @Nullable String name = query.text("type");
        return name == null
                ? null
                : PunchType.named(name)
                        .orElseThrow(() -> Problem.invalidField("type", "There is no such punch type."))
                        .name();
    }

    private static void addTimes(Conditions conditions, Parameters query) {
        @Nullable TimeBound from = query.time("from");
        @Nullable TimeBound to = query.time("to");
        Parameters.checkOrder("from", from, to);
        switch (from) {
            case null -> {}
            case TimeBound.At at -> conditions.and("time >= ?", Timestamps.utc(at.instant()));
            // The second condition says nothing new; it is there for the index.
            case TimeBound.Day day ->
                conditions.and("local_time >= ?", day.date().atStartOfDay()).and("time >= ?", earliest(day.date()));
        }
        switch (to) {
            case null -> {}
            case TimeBound.At at -> conditions.and("time <= ?", Timestamps.utc(at.instant()));
            case TimeBound.Day day ->
                conditions
                        .and("local_time < ?", day.date().plusDays(1).atStartOfDay())
                        .and("time < ?", latest(day.date().plusDays(1)));
        }
    }

    private static void addRecordTimes(Conditions conditions, Parameters query) {
        @Nullable TimeBound from = query.time("recorded_from");
        @Nullable TimeBound to = query.time("recorded_to");
        Parameters.checkOrder("recorded_from", from, to);
        if (from != null) {
            conditions.and("recorded_at >= ?", Timestamps.utc(from.firstUtc()));
        }
        if (to != null) {
            conditions.and("recorded_at <= ?", Timestamps.utc(to.lastUtc()));
        }
    }

    /** The first instant at which it is that date anywhere. */
    public static OffsetDateTime earliest(LocalDate date) {
        return Timestamps.utc(date.atStartOfDay().toInstant(ZoneOffset.MAX));
    }

    /** The last instant at which that date begins anywhere. */
    public static OffsetDateTime latest(LocalDate date) {
        return Timestamps.utc(date.atStartOfDay().toInstant(ZoneOffset.MIN));
    }
}
