package io.punchgate.query.delivery.table;

import io.punchgate.api.device.PushedEvent.PunchCorrected;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;

/** The table of the punches that corrections are of. Corrections are rare, so each is written at once. */
record CorrectionTable(JdbcOperations jdbc, String schema) {

    void add(PunchCorrected correction) {
        jdbc.update(
                "insert into " + schema + ".delivery_correction (id, punch_id, customer_id) values (?, ?, ?)"
                        + " on conflict do nothing",
                UUID.fromString(correction.correctionId()),
                UUID.fromString(correction.punchId()),
                correction.customerId());
    }
}
