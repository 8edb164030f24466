package io.punchgate.query.presence;

import io.punchgate.api.AsOf;
import io.punchgate.api.presence.DevicePresence;
import io.punchgate.api.presence.Presence;
import io.punchgate.api.presence.PresenceQuery.FindPresence;
import io.punchgate.api.presence.PresenceResult.DevicesSeen;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about devices that are online. */
@Component
final class PresenceQueryHandler {

    private static final String SELECT =
            "select sn, label, offline_after_seconds, last_seen, offline_since, transport from query.device_presence"
                    + " where customer_id = ? and sn > ? order by sn limit ?";

    private final JdbcClient jdbc;
    private final PresenceProjection projection;
    private final ProjectionProgress progress;
    private final EarlierPresence earlier;
    private final Clock clock;

    PresenceQueryHandler(
            @Reading JdbcClient jdbc,
            PresenceProjection projection,
            ProjectionProgress progress,
            EarlierPresence earlier,
            Clock clock) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.progress = progress;
        this.earlier = earlier;
        this.clock = clock;
    }

    @QueryHandler
    DevicesSeen handle(FindPresence query) {
        progress.await(projection);
        @Nullable AsOf asOf = query.asOf();
        Portion<DevicePresence> found = asOf == null ? now(query) : earlier.find(query, asOf);
        return new DevicesSeen(found.rows(), found.end(DevicePresence::sn, query.afterSn()), found.hasMore());
    }

    private Portion<DevicePresence> now(FindPresence query) {
        Instant now = clock.instant();
        return Portion.of(
                jdbc.sql(SELECT)
                        .params(query.customerId(), query.afterSn(), query.limit() + 1)
                        .query((row, number) -> presence(row, now))
                        .list(),
                query.limit());
    }

    private static DevicePresence presence(ResultSet row, Instant now) throws SQLException {
        Presence presence = new Presence(
                Timestamps.instantOrNull(row, "last_seen"),
                row.getString("transport"),
                Timestamps.instantOrNull(row, "offline_since"));
        return new DevicePresence(
                row.getString("sn"),
                row.getString("label"),
                presence.isOnline(now, row.getLong("offline_after_seconds")),
                presence.lastSeen(),
                presence.transport());
    }
}
