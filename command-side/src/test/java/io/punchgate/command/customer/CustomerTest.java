package io.punchgate.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerCommand.ChangeCustomer;
import io.punchgate.api.customer.CustomerCommand.ErasePerson;
import io.punchgate.api.customer.CustomerCommand.IssueApiKey;
import io.punchgate.api.customer.CustomerCommand.RegisterCustomer;
import io.punchgate.api.customer.CustomerCommand.RevokeApiKey;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.customer.CustomerPatch;
import io.punchgate.api.customer.CustomerPatch.RetentionChange;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.api.customer.Role;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@StopsTheClock
class CustomerTest {

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);
    private static final CustomerSettings SETTINGS = new CustomerSettings("Acme", Pairing.BY_TYPE, 16, null);
    private static final CustomerRegistered REGISTERED = new CustomerRegistered("acme", SETTINGS, NOW);
    private static final String URL = "https://hr.example/cams";
    private static final CallbackSet CALLBACK_SET = new CallbackSet(CallbackId.ofDefault("acme"), settings(URL), NOW);
    private static final SigningSecretIssued SECRET_ISSUED =
            new SigningSecretIssued(CallbackId.ofDefault("acme"), "secret-1", TOMORROW, NOW);
    private static final ApiKeyIssued KEY_ISSUED =
            new ApiKeyIssued("acme", "key-1", "erp", Role.INTEGRATOR, "hash", null, null, NOW);

    private final AggregateTestFixture<Customer> fixture = new AggregateTestFixture<>(Customer.class);

    @Test
    void givenNothing_whenRegistered_thenStored() {
        fixture.givenNoPriorActivity()
                .when(new RegisterCustomer("acme", SETTINGS, NOW))
                .expectEvents(REGISTERED)
                .expectResultMessagePayload(CustomerReply.DONE);
    }

    @Test
    void givenCustomer_whenAPersonIsErased_thenTheEventTellsTheKeysAndNobody() {
        List<UUID> persons = List.of(UUID.fromString("0197915d-1f00-4a3c-8e21-6f1b0c9d2e11"));
        fixture.given(REGISTERED)
                .when(new ErasePerson("acme", "erasure-1", persons, "key-1", NOW))
                .expectEvents(new PersonErased("acme", "erasure-1", persons, "key-1", NOW))
                .expectResultMessagePayload(CustomerReply.DONE);
    }

    @Test
    void givenCustomer_whenRegisteredAgain_thenRefused() {
        fixture.given(REGISTERED)
                .when(new RegisterCustomer("acme", SETTINGS, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.ALREADY_EXISTS);
    }

    @Test
    void givenCustomer_whenPatched_thenTheRestStays() {
        CustomerSettings expected = new CustomerSettings("Acme", Pairing.ALTERNATING, 16, null);
        fixture.given(REGISTERED)
                .when(new ChangeCustomer(
                        "acme", new CustomerPatch(null, Pairing.ALTERNATING, null, new RetentionChange.Kept()), NOW))
                .expectEvents(new CustomerChanged("acme", expected, NOW))
                .expectResultMessagePayload(expected);
    }

    @Test
    void givenCustomer_whenPatchedWithWhatItHas_thenNothingIsStored() {
        fixture.given(REGISTERED)
                .when(new ChangeCustomer("acme", new CustomerPatch("Acme", null, 16, new RetentionChange.Kept()), NOW))
                .expectNoEvents()
                .expectResultMessagePayload(SETTINGS);
    }

    @Test
    void givenNoCustomer_whenPatched_thenNotFound() {
        fixture.givenNoPriorActivity()
                .when(new ChangeCustomer(
                        "acme", new CustomerPatch("Acme", null, null, new RetentionChange.Kept()), NOW))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void givenCustomer_whenKeyIsIssuedAndRevoked_thenStored() {
        fixture.given(REGISTERED)
                .when(new IssueApiKey("acme", "key-1", "erp", Role.INTEGRATOR, "hash", null, null, NOW))
                .expectEvents(KEY_ISSUED)
                .expectResultMessagePayload(CustomerReply.DONE);
        fixture.given(REGISTERED, KEY_ISSUED)
                .when(new RevokeApiKey("acme", "key-1", NOW))
                .expectEvents(new ApiKeyRevoked("acme", "key-1", NOW))
                .expectResultMessagePayload(CustomerReply.DONE);
    }

    @Test
    void givenCustomer_whenKeyWithAnEndIsIssued_thenItsEndAndPurposeAreStored() {
        fixture.given(REGISTERED)
                .when(new IssueApiKey("acme", "key-1", "erp", Role.AUDITOR, "hash", "audit 2026", TOMORROW, NOW))
                .expectEvents(
                        new ApiKeyIssued("acme", "key-1", "erp", Role.AUDITOR, "hash", "audit 2026", TOMORROW, NOW));
    }

    @Test
    void givenRevokedKey_whenRevokedAgain_thenRefused() {
        fixture.given(REGISTERED, KEY_ISSUED, new ApiKeyRevoked("acme", "key-1", NOW))
                .when(new RevokeApiKey("acme", "key-1", NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.NO_SUCH_KEY);
    }

    @Test
    void givenAllKeysThatACustomerMayHave_whenAnotherIsIssued_thenRefused() {
        List<Object> events = new ArrayList<>(List.of(REGISTERED));
        for (int i = 0; i < Customer.ACTIVE_API_KEYS_MAX; i++) {
            events.add(new ApiKeyIssued("acme", "k" + i, "erp", Role.INTEGRATOR, "hash", null, null, NOW));
        }
        fixture.given(events)
                .when(new IssueApiKey("acme", "one-more", "erp", Role.INTEGRATOR, "hash", null, null, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.TOO_MANY_KEYS);
    }

    @Test
    void givenSnapshot_whenReadBack_thenItIsTheSame() {
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .when(new IssueApiKey("acme", "key-1", "erp", Role.INTEGRATOR, "hash", null, null, NOW))
                .expectState(customer -> {
                    String snapshot = JsonMapper.shared().writeValueAsString(customer);
                    Customer read = JsonMapper.shared().readValue(snapshot, Customer.class);
                    assertThat(read).usingRecursiveComparison().isEqualTo(customer);
                });
    }

    private static CallbackSettings settings(String url) {
        return new CallbackSettings(url, List.of(5, 30), CallbackFormat.REALTIME, null, CallbackFilter.ALL, false);
    }
}
