package io.punchgate.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.command.operation.Operator;
import io.punchgate.command.operation.OverHttp;
import io.punchgate.runtime.sql.Migrations;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ErasureFieldsTest extends OverHttp {

    private static final String ERASURES = "/api/v1/erasures";

    @Autowired
    private DataSource database;

    @BeforeEach
    void customer() {
        Migrations.migrate(database, "command");
        operator().post(CUSTOMERS, "{\"id\":\"ef1\",\"name\":\"x\"}");
    }

    private Operator holder(String customer, String role) {
        return operator().withToken(key(customer, role));
    }

    private static String body(String user) {
        return "{\"user_id\":\"" + user + "\"}";
    }

    @ParameterizedTest
    @CsvSource({"integrator", "auditor"})
    void givenAnotherRole_whenAsked_thenRefused(String role) {
        holder("ef1", role).post(ERASURES, body("1")).expectProblem(403, "forbidden");
        operator().post(ERASURES, body("1")).expectProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user_id\":null}",
                "{\"user_id\":\"\"}",
                "{\"user_id\":\" \\u00a0 \"}",
                "{\"user_id\":\"a\\u0000b\"}",
                "{\"user_id\":\"\\ud800\"}",
                "{\"user_id\":1.5}",
                "{\"user_id\":true}",
                "{\"user_id\":[\"1\"]}"
            })
    void givenAWrongUserId_whenAsked_thenItIsNamed(String body) {
        assertThat(holder("ef1", "manager")
                        .post(ERASURES, body)
                        .expectProblem(400, "invalid_field")
                        .response()
                        .body())
                .contains("\"field\":\"user_id\"");
    }

    @Test
    void givenALongUserIdOrAnotherKey_whenAsked_thenSixtyFourCharactersAreTheMost() {
        Operator manager = holder("ef1", "manager");
        String widest = "\uD83D\uDE00".repeat(64);
        manager.post(ERASURES, body(widest)).expect(202);
        manager.post(ERASURES, body(widest + "x")).expectProblem(400, "invalid_field");
        assertThat(manager.post(ERASURES, "{\"user_id\":\"1\",\"reason\":\"r\"}")
                        .expectProblem(400, "invalid_field")
                        .response()
                        .body())
                .contains("\"field\":\"reason\"");
    }
}
