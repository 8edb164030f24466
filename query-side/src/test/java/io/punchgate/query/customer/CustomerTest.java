package io.punchgate.query.customer;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.query.RunningQuerySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class CustomerTest {

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    @Test
    void givenACustomerJustRegistered_whenRead_thenItIsThereWithoutACallback() {
        SIDE.append(Streams.customer("fresh"), AT, customer("fresh"));

        JsonNode read = json(SIDE.get("/api/admin/v1/customers/fresh"));

        assertThat(read.path("id").stringValue()).isEqualTo("fresh");
        assertThat(read.path("name").stringValue()).isEqualTo("Customer fresh");
        assertThat(read.path("pairing").stringValue()).isEqualTo("by_type");
        assertThat(read.path("max_interval_hours").intValue()).isEqualTo(16);
        assertThat(read.path("callback").isNull()).isTrue();
    }

    @Test
    void givenACallbackThatFails_whenRead_thenItIsProbingUntilReopened() {
        SIDE.append(
                Streams.customer("probed"),
                AT,
                customer("probed"),
                new CallbackSet(CallbackId.ofDefault("probed"), CallbackSettings.of("http://example.test/hook"), AT),
                new ApiKeyIssued("probed", "key-1", "erp", Role.MANAGER, "ef".repeat(32), AT));
        SIDE.append(
                Streams.callback(CallbackId.ofDefault("probed")),
                AT,
                new CallbackFailing(CallbackId.ofDefault("probed"), "connection refused", AT.plusSeconds(5), AT));

        String body = SIDE.get("/api/admin/v1/customers/probed").body();
        JsonNode read = json(SIDE.get("/api/admin/v1/customers/probed"));

        assertThat(read.path("callback").path("url").stringValue()).isEqualTo("http://example.test/hook");
        assertThat(read.path("callback").path("state").stringValue()).isEqualTo("probing");
        assertThat(read.path("callback").path("reason").stringValue()).isEqualTo("connection refused");
        assertThat(read.path("callback").path("next_attempt_at").stringValue()).isEqualTo("2026-06-21T04:00:06Z");
        assertThat(read.path("api_keys").get(0).path("role").stringValue()).isEqualTo("manager");
        assertThat(body).doesNotContain("efef");

        SIDE.append(
                Streams.callback(CallbackId.ofDefault("probed")),
                AT,
                new CallbackReopened(CallbackId.ofDefault("probed"), "acknowledged", AT));
        JsonNode reopened = json(SIDE.get("/api/admin/v1/customers/probed"));
        assertThat(reopened.path("callback").path("state").stringValue()).isEqualTo("open");
        assertThat(reopened.path("callback").path("next_attempt_at").isNull()).isTrue();
    }

    @Test
    void givenNothingOfThatId_whenRead_thenNotFound() {
        assertThat(SIDE.get("/api/admin/v1/customers/none").statusCode()).isEqualTo(404);
    }
}
