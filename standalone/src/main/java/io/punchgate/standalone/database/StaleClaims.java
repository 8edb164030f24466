package io.punchgate.standalone.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Frees the claims of a killed predecessor: positions of event processors, and deadlines that it was handling. The
 * process that starts the embedded server is alone on it, so nothing needs to wait until such a claim is old enough to
 * be taken over.
 */
final class StaleClaims {

    private static final String FREE = """
            do $$
            begin
                if to_regclass('query.token_entry') is not null then
                    update query.token_entry set owner = null where owner is not null;
                end if;
                if to_regclass('command.token_entry') is not null then
                    update command.token_entry set owner = null where owner is not null;
                end if;
                if to_regclass('command.push_deadline') is not null then
                    update command.push_deadline
                    set picked = false, picked_by = null, last_heartbeat = null, version = version + 1 where picked;
                end if;
            end
            $$
            """;

    private StaleClaims() {}

    static void free(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FREE);
        }
    }
}
