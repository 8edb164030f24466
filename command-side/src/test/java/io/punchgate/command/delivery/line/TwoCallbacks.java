package io.punchgate.command.delivery.line;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.delivery.DeliveryId;
import io.punchgate.api.delivery.OperationId;
import io.punchgate.api.device.PunchType;
import io.punchgate.command.delivery.CustomerServer;
import io.punchgate.command.delivery.CustomerServer.Received;
import io.punchgate.command.delivery.Punches;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer with a callback for everything, {@code default}, and one of a name, {@code erp}, which has a server of its own. */
abstract class TwoCallbacks {

    static final CallbackId ERP = new CallbackId(PushHarness.ACME, "erp");

    final PushStage stage = new PushStage();
    final CustomerServer erp = new CustomerServer();
    private final JdbcTemplate sql = new JdbcTemplate(stage.database());

    @AfterEach
    void close() throws IOException {
        stage.close();
        erp.close();
    }

    void setErp(CallbackFilter filter) {
        setErp(filter, CallbackFormat.REALTIME, false);
    }

    void setErp(CallbackFilter filter, CallbackFormat format, boolean corrections) {
        CallbackSettings settings =
                new CallbackSettings(erp.url(), PushStage.SECONDS, format, null, filter, corrections);
        stage.push().setCallback(new CallbackSet(ERP, settings, Instant.now()));
    }

    static CallbackFilter only(PunchType... types) {
        return new CallbackFilter(List.of(), List.of(types));
    }

    void punch(String id, String sn, PunchType type) {
        stage.push().punch(Punches.of(id, sn, type));
    }

    static List<String> ids(CustomerServer server) {
        return server.received().stream().map(Received::webhookId).toList();
    }

    static String toErp(String punchId) {
        return OperationId.of(DeliveryId.of(punchId, ERP));
    }

    long rows(String table) {
        return JdbcClient.create(stage.database())
                .sql("select count(*) from command." + table)
                .query(Long.class)
                .single();
    }

    List<String> unsent(String status) {
        return sql.queryForList(
                "select delivery_id from command.push_unsent where status = ? order by sn, sequence",
                String.class,
                status);
    }
}
