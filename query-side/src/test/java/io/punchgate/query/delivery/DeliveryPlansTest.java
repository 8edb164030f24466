package io.punchgate.query.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.RowsRead;
import io.punchgate.query.delivery.table.CallbackText;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Counts the rows that lists of deliveries read, of a customer whose deliveries are fine, of another whose are not, and of one with
 * three callbacks, of which one wants a device that is seldom used.
 */
class DeliveryPlansTest {

    private static final int DELIVERIES = Integer.getInteger("punchgate.test.punches", 40_000);
    private static final int PAGE = 101;
    private static final List<String> CUSTOMERS = List.of("fine", "troubled", "many");

    @Test
    void givenAFilter_whenListed_thenOnlySomeRowsAreRead() throws SQLException {
        DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.freshUrl());
        Migrations.migrate(database, "query");
        fill(JdbcClient.create(database));
        List<DeliveryFilter> filters = new ArrayList<>();
        for (@Nullable String callback : new String[] {null, "default", "erp", "gate", "none-of-that-name"}) {
            filters.add(filter(null, callback, null, null, false, 0));
            for (DeliveryStatus status : DeliveryStatus.values()) {
                filters.add(filter(status, callback, null, null, false, 0));
            }
            filters.add(filter(null, callback, "NEW", null, false, 0));
            filters.add(filter(null, callback, "NONE", null, false, 0));
            filters.add(filter(null, callback, null, "00000000-0000-0000-0000-000000000011", false, 0));
            filters.add(filter(null, callback, null, null, true, 0));
            filters.add(filter(null, callback, null, null, false, 2));
            filters.add(filter(null, callback, null, null, false, 7));
        }
        try (RowsRead reads = new RowsRead(database)) {
            for (DeliveryFilter filter : filters) {
                for (String customer : CUSTOMERS) {
                    for (@Nullable String after : new String[] {null, ""}) {
                        DeliveryPlace begin = new DeliveryPlace(after == null ? 0 : DELIVERIES / 2, after);
                        RowsRead.Plan plan = reads.of(DeliveryStatements.list(
                                customer, callbacks(customer, filter), filter, begin, Long.MAX_VALUE, PAGE));
                        assertThat(plan.rows())
                                .as("%s %s %s %s", customer, filter, begin, plan.indexes())
                                .isLessThanOrEqualTo(10 * PAGE);
                    }
                }
            }
        }
    }

    private static List<String> callbacks(String customer, DeliveryFilter filter) {
        @Nullable String callback = filter.callback();
        if (callback != null) {
            return List.of(CallbackText.ofName(callback));
        }
        return customer.equals("many") ? List.of("", "erp", "gate") : List.of("");
    }

    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
                insert into query.delivery (customer_id, callback, position, punch_id, sn, status, attempts, recorded_at)
                select customer, callback, n, cast(lpad(to_hex(n), 32, '0') as uuid), sn,
                    case when customer <> 'troubled' then 'delivered' when n % 8 = 0 then 'parked'
                        when n % 3 = 0 then 'delivered' else 'pending' end,
                    case when n % 8 = 0 and customer = 'troubled' then 5 else 1 end, now()
                from (select n, case n % 4 when 0 then 'troubled' when 1 then 'many' else 'fine' end as customer,
                        case when n > :deliveries - 40 then 'NEW' else 'SN' || n % 50 end as sn
                    from generate_series(1, :deliveries) n) punch
                cross join unnest(array ['', 'erp', 'gate']) callback
                where callback = '' or (customer = 'many' and (callback = 'erp' or sn = 'NEW'))
                """).param("deliveries", DELIVERIES).update();
        jdbc.sql("vacuum analyze query.delivery").update();
    }

    private static DeliveryFilter filter(
            @Nullable DeliveryStatus status,
            @Nullable String callback,
            @Nullable String sn,
            @Nullable String punchId,
            boolean retrying,
            int attemptsMin) {
        return new DeliveryFilter(status, callback, sn, punchId, retrying, attemptsMin, null, null);
    }
}
