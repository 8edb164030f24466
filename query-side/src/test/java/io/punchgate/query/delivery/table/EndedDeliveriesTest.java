package io.punchgate.query.delivery.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EndedDeliveriesTest {

    private static final int HELD = 2 * EndedDeliveries.AT_ONCE_MAX + 1;

    @Test
    void givenMoreThanOneStatementEnds_whenACallbackIsRemoved_thenAllOfItsHaveEndedAndAreCounted() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
        Migrations.migrate(database, "query");
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("""
                insert into query.delivery (customer_id, callback, position, punch_id, sn, status, attempts, recorded_at)
                select 'acme', case when n = 1 then 'gate' else 'erp' end, n, gen_random_uuid(), 'SN1',
                    case when n = 2 then 'delivered' when n % 2 = 0 then 'pending' else 'parked' end, 0, now()
                from generate_series(1, ? + 2) n
                """, 2 * HELD);

        Map<DeviceChanges.Of, DeviceChanges> ended =
                new EndedDeliveries(jdbc, "query").of(new CallbackId("acme", "erp"));

        DeviceChanges changes = ended.get(new DeviceChanges.Of("acme", "erp", "SN1"));
        assertThat(changes).isNotNull();
        assertThat(changes.change(DeliveryStatus.NEVER)).isEqualTo(2 * HELD);
        assertThat(changes.change(DeliveryStatus.PENDING)).isEqualTo(-HELD);
        assertThat(changes.change(DeliveryStatus.PARKED)).isEqualTo(-HELD);
        assertThat(jdbc.queryForList(
                        "select callback || ' ' || status || ' ' || count(*) from query.delivery group by callback, status"
                                + " order by 1",
                        String.class))
                .containsExactly("erp delivered 1", "erp never " + 2 * HELD, "gate parked 1");
    }
}
