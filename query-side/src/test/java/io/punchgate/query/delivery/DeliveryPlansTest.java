package io.punchgate.query.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.RowsRead;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Counts the rows that lists of deliveries read, of a customer whose deliveries are fine and of another whose are not. */
class DeliveryPlansTest {

    private static final int DELIVERIES = Integer.getInteger("punchgate.test.punches", 40_000);
    private static final int PAGE = 101;

    @Test
    void givenAFilter_whenListed_thenOnlySomeRowsAreRead() throws SQLException {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
        Migrations.migrate(database, "query");
        fill(JdbcClient.create(database));
        List<DeliveryFilter> filters = List.of(
                filter(null, null, null, false, 0),
                filter(DeliveryStatus.PENDING, null, null, false, 0),
                filter(DeliveryStatus.PARKED, null, null, false, 0),
                filter(DeliveryStatus.NEVER, null, null, false, 0),
                filter(DeliveryStatus.DELIVERED, null, null, false, 0),
                filter(null, "NEW", null, false, 0),
                filter(null, "NONE", null, false, 0),
                filter(null, null, "p17", false, 0),
                filter(null, null, null, true, 0),
                filter(null, null, null, false, 2),
                filter(null, null, null, false, 7));
        try (RowsRead reads = new RowsRead(database)) {
            for (DeliveryFilter filter : filters) {
                for (String customer : List.of("fine", "troubled")) {
                    RowsRead.Plan plan = reads.of(DeliveryStatements.list(customer, filter, 0, Long.MAX_VALUE, PAGE));
                    assertThat(plan.rows())
                            .as("%s %s %s", customer, filter, plan.indexes())
                            .isLessThanOrEqualTo(10 * PAGE);
                }
            }
        }
    }

    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
                insert into query.delivery (customer_id, position, id, sn, operation_id, status, attempts, recorded_at)
                select case when n % 4 = 0 then 'troubled' else 'fine' end, n, 'p' || n,
                    case when n > :deliveries - 40 then 'NEW' else 'SN' || n % 50 end, 'o' || n,
                    case when n % 4 <> 0 then 'delivered' when n % 8 = 0 then 'parked' when n % 3 = 0 then 'delivered'
                        else 'pending' end,
                    case when n % 8 = 0 then 5 else 1 end, now()
                from generate_series(1, :deliveries) n
                """).param("deliveries", DELIVERIES).update();
        jdbc.sql("vacuum analyze query.delivery").update();
    }

    private static DeliveryFilter filter(
            @Nullable DeliveryStatus status,
            @Nullable String sn,
            @Nullable String punchId,
            boolean retrying,
            int attemptsMin) {
        return new DeliveryFilter(status, sn, punchId, retrying, attemptsMin, null, null);
    }
}
