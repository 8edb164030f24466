package io.punchgate.query.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DeliveryTablesTest {

    private static final long NOW = DeliveryTables.LATE_POSITIONS + 10;

    @Test
    void givenALatePunchOfThreeCallbacks_whenFoundTogetherWithAnOldOne_thenBothAreFound() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
        Migrations.migrate(database, "query");
        JdbcTemplate jdbc = new JdbcTemplate(database);
        UUID old = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        for (String callback : List.of("", "erp", "gate")) {
            insert(jdbc, callback, 20, late);
        }
        insert(jdbc, "", 5, old);

        assertThat(new DeliveryTables(jdbc, "query")
                        .find(List.of(late, old), NOW)
                        .keySet())
                .extracting(DeliveryKey::punchId)
                .containsExactlyInAnyOrder(late, late, late, old);
    }

    private static void insert(JdbcTemplate jdbc, String callback, long position, UUID punch) {
        jdbc.update("""
                insert into query.delivery (customer_id, callback, position, punch_id, sn, status, attempts, recorded_at)
                values ('acme', ?, ?, ?, 'SN1', 'pending', 0, now())
                """, callback, position, punch);
    }
}
