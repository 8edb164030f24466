package io.punchgate.query.console.session;

import io.punchgate.runtime.access.AdminToken;
import io.punchgate.runtime.access.ApiKeys;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.sql.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The logins that are good, in a table: every process knows them, and a logout ends one in all of them at once. The key is
 * checked anew for each page, so that a revoked one ends its sessions by that.
 */
@Component
final class Sessions {

    /** Sessions of one key, or of the operator; one more ends the oldest. */
    static final int PER_CALLER_MAX = 50;
    /** The age at which a login link is good no more. */
    static final Duration LINK_MAX = Duration.ofMinutes(10);
    /** A use is noted so often at most: a page writes nothing. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final String OPERATOR = "operator";

    private final JdbcClient jdbc;
    private final JdbcClient reading;
    private final AdminToken adminToken;
    private final ApiKeys apiKeys;
    private final SessionSettings settings;
    private final Clock clock;

    Sessions(
            JdbcClient jdbc,
            @Reading JdbcClient reading,
            AdminToken adminToken,
            ApiKeys apiKeys,
            SessionSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.adminToken = adminToken;
        this.apiKeys = apiKeys;
        this.settings = settings;
        this.clock = clock;
    }

    private record Row(String encrypted, Instant startedAt, Instant usedAt) {}

    /** Logs in with a key; empty if it is no good one. */
    Optional<SessionSecret> logIn(String key) {
        return caller(key).map(caller -> start(caller, key, false));
    }

    /** A secret that logs in once, as the holder of that key does; empty if it is no good one. */
    Optional<SessionSecret> link(String key) {
        return caller(key).map(caller -> start(caller, key, true));
    }

    /** Logs in by a link's secret, which is good no more from then on. */
    Optional<SessionSecret> redeem(SessionSecret link) {
        Instant oldest = clock.instant().minus(LINK_MAX);
        return jdbc.sql("delete from query.console_session where id = ? and once and started_at >= ? returning sealed")
                .param(link.id())
                .param(Timestamps.utc(oldest))
                .query(String.class)
                .optional()
                .flatMap(encrypted -> logIn(link.open(encrypted)));
    }

    /** The session of that secret, if it is good still. */
    Optional<Session> find(SessionSecret secret) {
        @Nullable
        Row row = reading.sql(
                        "select sealed, started_at, used_at from query.console_session" + " where id = ? and not once")
                .param(secret.id())
                .query((found, number) -> new Row(
                        found.getString("sealed"),
                        Timestamps.instant(found, "started_at"),
                        Timestamps.instant(found, "used_at")))
                .optional()
                .orElse(null);
        if (row == null || isOver(row)) {
            return Optional.empty();
        }
        String key = secret.open(row.encrypted());
        Optional<Session> session =
                caller(key).map(caller -> new Session(caller, key, secret.formToken(), row.startedAt()));
        if (session.isEmpty()) {
            end(secret);
        } else if (row.usedAt().plus(USE_NOTED_EVERY).isBefore(clock.instant())) {
            noteUse(secret);
        }
        return session;
    }

    /** Ends the session of that secret, in every process. */
    void end(SessionSecret secret) {
        jdbc.sql("delete from query.console_session where id = ?")
                .param(secret.id())
                .update();
    }

    private Optional<Caller> caller(String key) {
        return adminToken.is(key)
                ? Optional.of(new Caller.Operator())
                : apiKeys.holderOf(key).map(Caller.class::cast);
    }

    private boolean isOver(Row row) {
        Instant now = clock.instant();
        return !now.isBefore(row.startedAt().plus(settings.sessionMax()))
                || !now.isBefore(row.usedAt().plus(settings.idleMax()));
    }

    private void noteUse(SessionSecret secret) {
        jdbc.sql("update query.console_session set used_at = ? where id = ?")
                .param(Timestamps.utc(clock.instant()))
                .param(secret.id())
                .update();
    }

    private SessionSecret start(Caller caller, String key, boolean once) {
        SessionSecret secret = SessionSecret.generate();
        Instant now = clock.instant();
        jdbc.sql("insert into query.console_session (id, caller, once, sealed, started_at, used_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(secret.id())
                .param(name(caller))
                .param(once)
                .param(secret.seal(key))
                .param(Timestamps.utc(now))
                .param(Timestamps.utc(now))
                .update();
        removeOld(caller, now);
        return secret;
    }

    private void removeOld(Caller caller, Instant now) {
        jdbc.sql("delete from query.console_session where started_at < ?")
                .param(Timestamps.utc(now.minus(SessionSettings.SESSION_MAX)))
                .update();
        jdbc.sql("delete from query.console_session where id in (select id from query.console_session where caller = ?"
                        + " order by started_at desc offset ?)")
                .param(name(caller))
                .param(PER_CALLER_MAX)
                .update();
    }

    private static String name(Caller caller) {
        return switch (caller) {
            case Caller.Operator operator -> OPERATOR;
            case Caller.KeyHolder holder -> holder.customerId() + "/" + holder.keyId();
        };
    }
}
