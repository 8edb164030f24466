package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.Role;
import io.punchgate.runtime.access.history.Access;
import io.punchgate.runtime.start.PunchgateSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BearerAuthenticationTest {

    private static final ReadSettings LIMITS =
            new ReadSettings(1, 1, 1, 1, 1, Duration.ofSeconds(30), 1, Duration.ZERO);
    /** More than come within a second of a bucket of one a second. */
    private static final int CALLS = 1_000;

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-21T12:00:00Z"), ZoneOffset.UTC);

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<String> used = new ArrayList<>();
    private long keys;
    private final List<Access> kept = new ArrayList<>();
    private final BearerAuthentication authentication = new BearerAuthentication(
            new CallerLookup(
                    new AdminToken(new PunchgateSettings("admin", Path.of("unused"), false, true, List.of())),
                    new ApiKeys(events, NOON),
                    unknown -> Optional.empty()),
            used::add,
            new FailedAuthentications(2, NOON),
            new ReadLimits(LIMITS),
            new KeptAccesses(kept::add, NOON));

    @AfterEach
    void close() {
        events.shutDown();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/attendance/v1/punch,      '',              '',              200",
        "/console,                      '',              '',              200",
        "/api/v1/punches,               '',              ticket=good,     401",
        "/api/v1/punches,               '',              token=admin,     401",
        "/api/v1/stream,                '',              ticket=unknown,  401",
        "/api/admin/v1/devices,         Bearer admin,    '',              200",
        "/api/admin/v1/devices,         bEARER admin,    '',              200",
        "/api/admin/v1/devices,         Bearer admin,    API_KEY=1,       400",
        "/api/admin/v1/devices,         Bearer admin,    access%5Ftoken=1, 400",
        "/api/admin/v1/devices,         Basic admin,     '',              401",
        "/api/admin,                    '',              '',              401",
        "/api/v1/punches,               Bearer admin,    '',              403",
        "/api/audit/v1/events,          Bearer admin,    '',              200",
    })
    void givenRequest_whenFiltered_thenLetInOrRefused(String path, String header, String query, int status)
            throws Exception {
        assertThat(answer(path, header, query).getStatus()).isEqualTo(status);
    }

    @Test
    void givenAKey_whenItCalls_thenItsUseIsNoted() throws Exception {
        ApiKey key = ApiKey.generate("acme", "k1");
        var issued = new ApiKeyIssued(
                "acme",
                "k1",
                "erp",
                Role.INTEGRATOR,
                key.hash(),
                null,
                NOON.instant().plusMillis(1),
                NOON.instant());
        events.publish(new GenericDomainEventMessage<>("Customer", Streams.customer("acme"), 0, issued));

        assertThat(answer("/api/v1/punches", "Bearer " + key.text(), "").getStatus())
                .isEqualTo(200);
        answer("/api/v1/punches", "Bearer " + ApiKey.generate("acme", "k1").text(), "");

        assertThat(used).containsExactly("k1");
    }

    @Test
    void givenTooManyFailures_whenAnotherComes_thenItIsToldToWaitButAGoodTokenIsServed() throws Exception {
        answer("/api/v1/punches", "Bearer wrong", "");
        answer("/api/v1/punches", "Bearer wrong", "");
        MockHttpServletResponse limited = answer("/api/v1/punches", "Bearer wrong", "");
        assertThat(limited.getStatus()).isEqualTo(429);
        assertThat(limited.getHeader("Retry-After")).isEqualTo("60");
        assertThat(answer("/api/admin/v1/devices", "Bearer admin", "").getStatus())
                .isEqualTo(200);
    }

    @Test
    void givenAKeyThatCallsTooOften_whenItCallsAgain_thenItIsToldToWaitButAnotherKeyIsServed() throws Exception {
        String busy = "Bearer " + key(Role.INTEGRATOR);
        MockHttpServletResponse limited = answer("/api/v1/punches", busy, "");
        for (int calls = 0; calls < CALLS && limited.getStatus() == 200; calls++) {
            limited = answer("/api/v1/stream-tickets", busy, "");
        }

        assertThat(limited.getStatus()).isEqualTo(429);
        assertThat(limited.getHeader("Retry-After")).isEqualTo("1");
        assertThat(answer("/api/v1/punches", "Bearer " + key(Role.MANAGER), "").getStatus())
                .isEqualTo(200);
        assertThat(answer("/api/admin/v1/devices", "Bearer admin", "").getStatus())
                .isEqualTo(200);
    }

    @Test
    void givenCallsOfEachRole_whenLetIn_thenThoseThatMayChangeOrSeeMoreAreKept() throws Exception {
        answer("/api/admin/v1/devices/SN1", "Bearer admin", "");
        answer("/api/admin/v1/customers/acme/callback", "Bearer admin", "");
        answer("/api/v1/punches", "Bearer wrong", "");
        answer("/api/v1/punches", "Bearer " + key(Role.INTEGRATOR), "");
        answer("/api/v1/punches", "Bearer " + key(Role.MANAGER), "user_id=1001");
        answer("/api/audit/v1/events", "Bearer " + key(Role.AUDITOR), "");

        assertThat(kept)
                .containsExactly(
                        access("operator", "operator", "GET /api/admin/v1/devices/SN1", null, "SN1"),
                        access("operator", "operator", "GET /api/admin/v1/customers/acme/callback", "acme", null),
                        access("erp (MANAGER)", "manager", "GET /api/v1/punches", "acme", null),
                        access("erp (AUDITOR)", "auditor", "GET /api/audit/v1/events", "acme", null));
    }

    private static Access access(
            String who, String role, String action, @Nullable String customerId, @Nullable String sn) {
        return new Access(NOON.instant(), who, role, action, "127.0.0.1", customerId, sn);
    }

    private String key(Role role) {
        ApiKey key = ApiKey.generate("acme", role.name());
        var issued = new ApiKeyIssued("acme", key.keyId(), "erp", role, key.hash(), null, null, NOON.instant());
        events.publish(new GenericDomainEventMessage<>("customer", Streams.customer("acme"), keys++, issued));
        return key.text();
    }

    private MockHttpServletResponse answer(String path, String header, String query) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setQueryString(query);
        if (!header.isEmpty()) {
            request.addHeader("Authorization", header);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        authentication.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
