package io.punchgate.command.delivery.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.command.operation.Operator;
import io.punchgate.command.operation.OperatorsApplication;
import io.punchgate.command.operation.OverHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class RedeliveryEndpointTest extends OverHttp {

    private static final String DELIVERIES = "/api/v1/deliveries";

    @Autowired
    private OperatorsApplication.CallbackCommands callback;

    @BeforeEach
    void begin() {
        callback.received.clear();
        operator().post(CUSTOMERS, "{\"id\":\"m1\",\"name\":\"x\"}");
        operator().post(CUSTOMERS, "{\"id\":\"m2\",\"name\":\"x\"}");
    }

    private Operator holder(String customer, String role) {
        return operator().withToken(key(customer, role));
    }

    @Test
    void givenAParkedPunch_whenAManagerAsks_thenItIsRequested() {
        String answer = holder("m1", "manager")
                .post(DELIVERIES + "/p1/redeliver", "")
                .expect(202)
                .toString();
        assertThat(answer).isEqualTo("{\"count\":1}");
        assertThat(callback.received).singleElement().isInstanceOfSatisfying(RequestRedelivery.class, request -> {
            assertThat(request.callback()).isEqualTo(CallbackId.ofDefault("m1"));
            assertThat(request.punch().punchId()).isEqualTo("p1");
            assertThat(request.by()).isEqualTo("x");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "m1, integrator, p1, 403, forbidden",
        "m1, auditor, p1, 403, forbidden",
        "m1, manager, unknown, 404, not_found",
        "m1, manager, p2, 409, conflict",
        "m1, manager, late, 409, conflict",
        "m2, manager, p1, 409, conflict",
    })
    void givenAReasonAgainstIt_whenAsked_thenRefused(String customer, String role, String id, int status, String code) {
        holder(customer, role).post(DELIVERIES + "/" + id + "/redeliver", "").expectProblem(status, code);
        holder("m1", "integrator").post(DELIVERIES + "/redeliver", "").expectProblem(403, "forbidden");
    }

    @Test
    void givenSeveral_whenAskedAtOnce_thenThoseThatArePendingByNowAreNotCounted() {
        Operator manager = holder("m1", "manager");
        assertThat(manager.post(DELIVERIES + "/redeliver", "{\"dry_run\":true}")
                        .expect(202)
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(callback.received).isEmpty();
        assertThat(manager.post(DELIVERIES + "/redeliver", "{\"sn\":\"SN1\",\"status\":\"parked\"}")
                        .expect(202)
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(manager.post(DELIVERIES + "/redeliver", "{\"sn\":\"SN2\"}")
                        .expect(202)
                        .toString())
                .isEqualTo("{\"count\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"pending\"}", "{\"from\":\"x\"}", "{\"dry_run\":1}", "{\"all\":true}"})
    void givenAWrongBody_whenAsked_thenRefused(String body) {
        holder("m1", "manager").post(DELIVERIES + "/redeliver", body).expectProblem(400, "invalid_field");
    }
}
