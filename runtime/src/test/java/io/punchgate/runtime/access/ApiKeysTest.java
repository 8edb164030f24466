package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");

    private final EmbeddedEventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private Instant now = NOW;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ApiKeys here = new ApiKeys(events, clock);
    private final ApiKeys inAnotherProcess = new ApiKeys(events, clock);
    private int sequence;

    @AfterEach
    void close() {
        events.shutDown();
    }

    @Test
    void givenIssuedKey_whenRevoked_thenItStopsAtOnceInEveryProcess() {
        ApiKey key = issue("k1", Role.MANAGER);
        assertThat(here.holderOf(key.text())).contains(new Caller.KeyHolder("acme", "k1", "erp", Role.MANAGER, null));
        assertThat(inAnotherProcess.holderOf(key.text())).isPresent();

        append(new ApiKeyRevoked("acme", "k1", NOW));

        assertThat(here.holderOf(key.text())).isEmpty();
        assertThat(inAnotherProcess.holderOf(key.text())).isEmpty();
        assertThat(here.isActive(new Caller.KeyHolder("acme", "k1", "erp", Role.MANAGER, null)))
                .isFalse();
    }

    @Test
    void givenKeyWithAnEnd_whenItsTimeComes_thenItStopsAtOnceInEveryProcess() {
        ApiKey key = ApiKey.generate("acme", "k1");
        append(new ApiKeyIssued("acme", "k1", "erp", Role.AUDITOR, key.hash(), "audit", NOW.plusSeconds(60), NOW));

        now = NOW.plusMillis(59_999);
        Caller.KeyHolder holder = here.holderOf(key.text()).orElseThrow();
        assertThat(holder.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(here.isActive(holder)).isTrue();
        assertThat(inAnotherProcess.holderOf(key.text())).contains(holder);

        now = NOW.plusSeconds(60);
        assertThat(here.isActive(holder)).isFalse();
        assertThat(here.holderOf(key.text())).isEmpty();
        assertThat(inAnotherProcess.holderOf(key.text())).isEmpty();
        assertThat(inAnotherProcess.isActive(holder)).isFalse();
    }

    @Test
    void givenKeyOfThatId_whenItsSecretIsAnother_thenNobodyHoldsIt() {
        issue("k1", Role.INTEGRATOR);
        assertThat(here.holderOf(ApiKey.generate("acme", "k1").text())).isEmpty();
        assertThat(here.holderOf(ApiKey.generate("acme", "k2").text())).isEmpty();
        assertThat(here.holderOf(ApiKey.generate("nobody", "k1").text())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pgk", "pgk.YWNtZQ.k1.short", "pgk.Y.k1.0123456789012345678901234567890123456789012", "x"})
    void givenSomethingElse_whenShown_thenNobodyHoldsIt(String text) {
        assertThat(here.holderOf(text)).isEmpty();
    }

    private ApiKey issue(String keyId, Role role) {
        ApiKey key = ApiKey.generate("acme", keyId);
        append(new ApiKeyIssued("acme", keyId, "erp", role, key.hash(), null, null, NOW));
        return key;
    }

    private void append(DomainEvent event) {
        events.publish(new GenericDomainEventMessage<>("Customer", Streams.customer("acme"), sequence++, event));
    }
}
