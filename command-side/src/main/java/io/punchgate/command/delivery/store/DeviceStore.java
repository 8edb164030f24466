package io.punchgate.command.delivery.store;

import io.punchgate.runtime.log.read.LogReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes the facts about devices, those of now and those that hold for an earlier customer's punches. */
@Component
public class DeviceStore {

    private static final String SAVE = """
            insert into command.push_device (sn, customer_id, service_tag_id, callback_token_id)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (sn)
            do update set customer_id = excluded.customer_id, service_tag_id = excluded.service_tag_id,
                callback_token_id = excluded.callback_token_id
            """;
    private static final String SAVE_FORMER = """
            insert into command.push_former_device (sn, customer_id, service_tag_id, callback_token_id)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (customer_id, sn)
            do update set service_tag_id = excluded.service_tag_id, callback_token_id = excluded.callback_token_id
            """;
    private static final String FACTS = "select sn, customer_id, service_tag_id, callback_token_id from command.";

    private final JdbcTemplate jdbc;
    private final LogReader log;

    /** Works on that database, and on the log for devices that changed hands before there were rows of them. */
    public DeviceStore(JdbcTemplate jdbc, LogReader log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** Writes facts about devices. */
    public void save(List<DeviceFacts> rows) {
        save(SAVE, rows);
    }

    /** Writes facts that hold for the punches of an earlier customer. */
    public void saveFormer(List<DeviceFacts> rows) {
        save(SAVE_FORMER, rows);
    }

    private void save(String sql, List<DeviceFacts> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(
                    sql,
                    rows.stream().map(DeviceFacts::sn).toArray(String[]::new),
                    rows.stream().map(DeviceFacts::customerId).toArray(String[]::new),
                    rows.stream().map(DeviceFacts::serviceTagId).toArray(String[]::new),
                    rows.stream().map(DeviceFacts::callbackTokenId).toArray(String[]::new));
        }
    }

    /** The facts about the device. */
    public Optional<DeviceFacts> find(String sn) {
        return first("push_device where sn = ?", sn);
    }

    /** The facts about the device when it belonged to that customer, which it does no longer. */
    public Optional<DeviceFacts> findFormer(FormerDevice device) {
        return first("push_former_device where customer_id = ? and sn = ?", device.customerId(), device.sn())
                .or(() -> DeviceHistory.find(device, log));
    }

    /** Any device of that customer. */
    public Optional<DeviceFacts> any(String customerId) {
        return first("push_device where customer_id = ? limit 1", customerId);
    }

    private Optional<DeviceFacts> first(String from, Object... parameters) {
        return jdbc.query(FACTS + from, (row, number) -> device(row), parameters).stream()
                .findFirst();
    }

    private static DeviceFacts device(ResultSet row) throws SQLException {
        return new DeviceFacts(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
