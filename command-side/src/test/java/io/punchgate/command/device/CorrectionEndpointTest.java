package io.punchgate.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.Transport;
import io.punchgate.command.operation.Operator;
import io.punchgate.command.operation.OverHttp;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CorrectionEndpointTest extends OverHttp {

    private static final String CORRECTIONS = "/api/v1/corrections";

    @Autowired
    private CommandGateway commands;

    @Autowired
    private TimeOrderedIds ids;

    @Autowired
    private DataSource database;

    private String punchId = "";

    /** A punch of customer {@code cr1}; {@code cr2} has none. */
    @BeforeEach
    void punch() {
        Migrations.migrate(database, "command");
        operator().post(CUSTOMERS, "{\"id\":\"cr1\",\"name\":\"x\"}");
        operator().post(CUSTOMERS, "{\"id\":\"cr2\",\"name\":\"x\"}");
        punchId = ids.next();
        String sn = "CR-" + punchId;
        String token = operator()
                .post(DEVICES, """
                        {"sn":"%s","customer_id":"cr1","label":"Gate","time_zone":"Asia/Kolkata"}""".formatted(sn))
                .expect(201)
                .path("auth_token")
                .stringValue();
        DeviceReply recorded = commands.sendAndWait(new RecordPunch(
                sn,
                Credential.authToken(Tokens.sha256Hex(token)),
                Transport.HTTP,
                Instant.now(),
                punchId,
                Given.punch("1001", "2026-06-21T09:30:00", null, "1")));
        assertThat(recorded).isEqualTo(new DeviceReply.Recorded(punchId));
    }

    private Operator holder(String customer, String role) {
        return operator().withToken(key(customer, role));
    }

    private String body(String rest) {
        return "{\"punch_id\":\"" + punchId + "\"," + rest + "}";
    }

    @Test
    void givenAManager_whenAPunchIsCorrected_thenTheAnswerSaysWhatByWhomAndWhen() {
        JsonNode answer = holder("cr1", "manager")
                .post(
                        CORRECTIONS,
                        body("\"void\":false,\"type\":\"checkout\",\"time\":\"2026-06-21 18:00:00\","
                                + "\"reason\":\"forgot to punch \u00e9\""))
                .expect(201);

        assertThat(answer.path("id").stringValue()).isNotEqualTo(punchId).hasSize(36);
        assertThat(answer.path("punch_id").stringValue()).isEqualTo(punchId);
        assertThat(answer.path("void").booleanValue()).isFalse();
        assertThat(answer.path("type").stringValue()).isEqualTo("CheckOut");
        assertThat(answer.path("time").stringValue()).isEqualTo("2026-06-21T12:30:00Z");
        assertThat(answer.path("local_time").stringValue()).isEqualTo("2026-06-21T18:00:00");
        assertThat(answer.path("offset").stringValue()).isEqualTo("+05:30");
        assertThat(answer.path("reason").stringValue()).isEqualTo("forgot to punch \u00e9");
        assertThat(answer.path("by").stringValue()).matches("x \\(.+\\)");
        assertThat(Instant.parse(answer.path("at").stringValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void givenACorrection_whenAskedAgain_thenItIsAnotherOne() {
        Operator manager = holder("cr1", "manager");
        String body = body("\"void\":true,\"reason\":\"twice\"");
        JsonNode first = manager.post(CORRECTIONS, body).expect(201);
        JsonNode second = manager.post(CORRECTIONS, body).expect(201);

        assertThat(first.path("void").booleanValue()).isTrue();
        assertThat(first.path("type").isNull() && first.path("time").isNull()).isTrue();
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        // Its own id is none of a punch.
        String ofCorrection = body.replace(punchId, first.path("id").stringValue());
        manager.post(CORRECTIONS, ofCorrection).expectProblem(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "cr1, integrator, 403, forbidden",
        "cr1, auditor, 403, forbidden",
        "cr2, manager, 404, not_found",
    })
    void givenAnotherRoleOrCustomer_whenAsked_thenRefused(String customer, String role, int status, String code) {
        holder(customer, role)
                .post(CORRECTIONS, body("\"void\":true,\"reason\":\"r\""))
                .expectProblem(status, code);
        operator().post(CORRECTIONS, body("\"void\":true,\"reason\":\"r\"")).expectProblem(403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "reason":"r"                                                    | void
                    "void":false,"reason":"r"                                       | void
                    "void":"yes","reason":"r"                                       | void
                    "void":true,"type":"CheckIn","reason":"r"                       | void
                    "void":true,"time":"2026-06-21 18:00:00","reason":"r"           | void
                    "type":"Lunch","reason":"r"                                     | type
                    "type":1,"reason":"r"                                           | type
                    "time":"2026-02-30 10:00:00","reason":"r"                       | time
                    "time":"yesterday","reason":"r"                                 | time
                    "time":1782012600,"reason":"r"                                  | time
                    "void":true                                                     | reason
                    "void":true,"reason":" "                                        | reason
                    "void":true,"reason":"a\\u0000b"                                | reason
                    "void":true,"reason":7                                          | reason
                    "void":true,"reason":"r","by":"me"                              | by
                    """)
    void givenAWrongField_whenAsked_thenItIsNamed(String rest, String field) {
        assertThat(holder("cr1", "manager")
                        .post(CORRECTIONS, body(rest))
                        .expectProblem(400, "invalid_field")
                        .response()
                        .body())
                .contains("\"field\":\"" + field + "\"");
    }

    @Test
    void givenNoPunchOrALongReason_whenAsked_thenRefused() {
        Operator manager = holder("cr1", "manager");
        manager.post(CORRECTIONS, "{\"void\":true,\"reason\":\"r\"}").expectProblem(400, "invalid_field");
        manager.post(CORRECTIONS, "{\"punch_id\":\"p\",\"void\":true,\"reason\":\"r\"}")
                .expectProblem(404, "not_found");
        manager.post(CORRECTIONS, body("\"void\":true,\"reason\":\"" + "r".repeat(501) + "\""))
                .expectProblem(400, "invalid_field");
        manager.post(CORRECTIONS, body("\"void\":true,\"reason\":\"" + "r".repeat(500) + "\""))
                .expect(201);
    }
}
