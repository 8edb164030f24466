package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.Role;
import io.punchgate.runtime.start.PunchgateSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BearerAuthenticationTest {

    private static final ReadSettings LIMITS = new ReadSettings(1, 1, 1, 1, Duration.ofSeconds(30), Duration.ZERO);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-21T12:00:00Z"), ZoneOffset.UTC);

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<String> used = new ArrayList<>();
    private final BearerAuthentication authentication = new BearerAuthentication(
            new AdminToken(new PunchgateSettings("admin", Path.of("unused"), false, true, List.of())),
            new ApiKeys(events, NOON),
            used::add,
            new FailedAuthentications(2, NOON),
            new ReadLimits(LIMITS));

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
