package io.punchgate.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Transport;
import io.punchgate.api.device.TransportAuth;
import io.punchgate.query.EarlierTables;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.sql.Migrations;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database of a version that had one projection, {@code registry}, where there are two now. */
class RegistrySplitTest {

    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    RegistrySplitTest() {
        database.setUrl(TestDatabase.freshUrl());
        EarlierTables.migrate(database, "4");
    }

    @Test
    void givenARegistry_whenMigrated_thenBothProjectionsGoOnWhereItStood() {
        jdbc.execute("insert into query.projection_position (name, position) values ('registry', 42)");
        jdbc.execute("insert into query.token_entry (processor_name, segment, token, token_type, timestamp, owner)"
                + " values ('registry', 0, 'token', 'type', 'then', 'a process that ended')");

        Migrations.migrate(database, "query");

        assertThat(jdbc.queryForList(
                        "select name || ' ' || position from query.projection_position order by name", String.class))
                .containsExactly("customer 42", "device 42");
        assertThat(jdbc.queryForList(
                        "select concat_ws(' ', processor_name, segment, encode(token, 'escape'), token_type, timestamp, owner)"
                                + " from query.token_entry order by 1",
                        String.class))
                .containsExactly("customer 0 token type then", "device 0 token type then");
    }

    @Test
    void givenSettingsWithTheirMapsInAnyOrder_whenMigrated_thenTheyAreInTheOrderOfTheKeys() {
        keep(
                "1",
                "{\"label\":\"Gate\",\"states\":{\"9\":\"CheckIn\",\"10\":\"Out\\\"\"},\"inputs\":{},\"enabled\":true}");
        keep("2", "{\"label\":\"Gate\\u0000\",\"states\":{\"9\":\"CheckIn\",\"10\":\"Out\"},\"inputs\":{}}");

        Migrations.migrate(database, "query");

        assertThat(jdbc.queryForList("select settings from query.registry_device order by sn", String.class))
                .containsExactly(
                        "{\"label\":\"Gate\",\"states\":{\"10\":\"Out\\\"\",\"9\":\"CheckIn\"},\"inputs\":{},\"enabled\":true}",
                        "{\"label\":\"Gate\\u0000\",\"states\":{\"9\":\"CheckIn\",\"10\":\"Out\"},\"inputs\":{}}");
    }

    @Test
    void givenSettingsWithNullsForClosedTransports_whenMigrated_thenTheyAreWhatAReplayWrites() {
        String before = "{\"label\":\"Gate\",\"states\":{},\"transportAuth\":%s,\"enabled\":true}";
        keep("1", before.formatted("""
                {"adms":null,"networks":[],"aiface":null,"anviz":null,"isapi":null,"mqttFace":null}"""));
        keep("2", before.formatted("""
                {"adms":"serial","networks":["10.0.0.0/8"],"aiface":null,"anviz":{"deviceId":7},"isapi":null,"mqttFace":null}"""));

        Migrations.migrate(database, "query");

        assertThat(jdbc.queryForList("select settings from query.registry_device order by sn", String.class))
                .containsExactly(
                        before.formatted(written(TransportAuth.SECRETS_ONLY)),
                        before.formatted(written(TransportAuth.from(List.of("10.0.0.0/8"))
                                .open(Transport.ADMS)
                                .open(Transport.ANVIZ, 7))));
    }

    private static String written(TransportAuth open) {
        return Objects.requireNonNull(JsonText.of(open.fields()));
    }

    private void keep(String sn, String settings) {
        jdbc.update("insert into query.registry_device values (?, 'acme', ?, now(), now())", sn, settings);
    }
}
