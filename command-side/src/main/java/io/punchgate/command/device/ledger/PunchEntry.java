package io.punchgate.command.device.ledger;

import io.punchgate.command.device.PunchKey;
import io.punchgate.runtime.log.PiggybackedStatement;
import io.punchgate.runtime.sql.BinaryArrays;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enters keys of punches, of which none may be stored already.
 *
 * @param keys as the table has them
 */
record PunchEntry(List<PunchKey> keys) implements PiggybackedStatement {

    static PunchEntry of(List<PunchKey> keys, KeyedIdentities identities) {
        return new PunchEntry(keys.stream()
                .map(key -> new PunchKey(
                        key.time(), identities.keyed(PunchMoment.of(key)).who(), key.kind()))
                .toList());
    }

    @Override
    public String sql() {
        return """
                insert into command.punch_identity (wall_time, who, kind)
                select unnest(?::timestamp[]), unnest(?::uuid[]), unnest(?::text[])
                """;
    }

    @Override
    public PiggybackedStatement and(PiggybackedStatement other) {
        List<PunchKey> both = new ArrayList<>(keys);
        both.addAll(((PunchEntry) other).keys);
        return new PunchEntry(both);
    }

    @Override
    public void bind(PreparedStatement statement, int first) throws SQLException {
        PunchMoment.bind(statement, first, keys.stream().map(PunchMoment::of).toList());
        List<@Nullable String> kinds = new ArrayList<>(keys.size());
        keys.forEach(key -> kinds.add(key.kind()));
        statement.setArray(first + 2, BinaryArrays.texts(statement.getConnection(), kinds));
    }
}
