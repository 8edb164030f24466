package io.punchgate.query.customer;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.CallbackEvent.CallbackFailing;
import io.punchgate.api.delivery.CallbackEvent.CallbackReopened;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.access.ApiKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
                new ApiKeyIssued("probed", "key-1", "erp", Role.MANAGER, "ef".repeat(32), null, null, AT));
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
    void givenKeys_whenListed_thenThoseNotRevokedComeNewestFirstPageByPage() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        SIDE.append(
                Streams.customer("keys"),
                AT,
                customer("keys"),
                key("keys", "oldest", "for the year's end", end, AT),
                key("keys", "revoked", null, null, AT.plusSeconds(1)),
                key("keys", "same-time-a", null, null, AT.plusSeconds(2)),
                key("keys", "same-time-b", null, null, AT.plusSeconds(2)),
                new ApiKeyRevoked("keys", "revoked", AT.plusSeconds(3)));

        JsonNode first = json(SIDE.get("/api/admin/v1/customers/keys/api-keys?limit=2"));
        assertThat(ids(first)).containsExactly("same-time-b", "same-time-a");
        assertThat(first.path("has_more").booleanValue()).isTrue();
        String next = first.path("next_cursor").stringValue();
        JsonNode second = json(SIDE.get("/api/admin/v1/customers/keys/api-keys?limit=2&cursor=" + next));

        assertThat(ids(second)).containsExactly("oldest");
        assertThat(second.path("has_more").booleanValue()).isFalse();
        JsonNode oldest = second.path("data").get(0);
        assertThat(oldest.path("name").stringValue()).isEqualTo("erp");
        assertThat(oldest.path("role").stringValue()).isEqualTo("auditor");
        assertThat(oldest.path("purpose").stringValue()).isEqualTo("for the year's end");
        assertThat(oldest.path("expires_at").stringValue()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(oldest.path("last_used_at").isNull()).isTrue();
        assertThat(first.path("data").get(0).path("expires_at").isNull()).isTrue();
    }

    @Test
    void givenAKeyThatWasUsed_whenListed_thenItSaysWhenLast() {
        SIDE.append(Streams.customer("used"), AT, customer("used"));
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertThat(SIDE.getAs("used", Role.INTEGRATOR, "/api/v1/presence").statusCode())
                .isEqualTo(200);

        JsonNode listed = json(SIDE.get("/api/admin/v1/customers/used/api-keys"));

        String at = listed.path("data").get(0).path("last_used_at").stringValue();
        assertThat(Instant.parse(at)).isBetween(before, Instant.now());
        assertThat(json(SIDE.get("/api/admin/v1/customers/used"))
                        .path("api_keys")
                        .get(0)
                        .path("last_used_at")
                        .stringValue())
                .isEqualTo(at);
    }

    @Test
    void givenAKeyThatExpired_whenItCalls_thenUnauthorized() {
        ApiKey key = ApiKey.generate("late", "late-1");
        SIDE.append(
                Streams.customer("late"),
                AT,
                customer("late"),
                new ApiKeyIssued("late", "late-1", "erp", Role.INTEGRATOR, key.hash(), null, AT.plusSeconds(1), AT));

        assertThat(SIDE.getWith(key.text(), "/api/v1/presence").statusCode()).isEqualTo(401);
    }

    @Test
    void givenNothingOfThatId_whenRead_thenNotFound() {
        assertThat(SIDE.get("/api/admin/v1/customers/none").statusCode()).isEqualTo(404);
        assertThat(SIDE.get("/api/admin/v1/customers/none/api-keys").statusCode())
                .isEqualTo(404);
    }

    private static ApiKeyIssued key(
            String customer, String id, @Nullable String purpose, @Nullable Instant expiresAt, Instant at) {
        return new ApiKeyIssued(customer, id, "erp", Role.AUDITOR, "ef".repeat(32), purpose, expiresAt, at);
    }

    private static List<String> ids(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(row -> row.path("id").stringValue())
                .toList();
    }
}
