package io.punchgate.command.customer;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerCommand.RemoveCallback;
import io.punchgate.api.customer.CustomerCommand.SetCallback;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.CustomerSettings;
import io.punchgate.api.customer.Pairing;
import io.punchgate.command.StopsTheClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

@StopsTheClock
class CustomerCallbacksTest {

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);
    private static final CustomerRegistered REGISTERED =
            new CustomerRegistered("acme", new CustomerSettings("Acme", Pairing.BY_TYPE, 16, null), NOW);
    private static final String URL = "https://hr.example/cams";
    private static final CallbackSet CALLBACK_SET = new CallbackSet(CallbackId.ofDefault("acme"), settings(URL), NOW);
    private static final SigningSecretIssued SECRET_ISSUED =
            new SigningSecretIssued(CallbackId.ofDefault("acme"), "secret-1", TOMORROW, NOW);

    private final AggregateTestFixture<Customer> fixture = new AggregateTestFixture<>(Customer.class);

    @Test
    void givenNoCallback_whenSet_thenASigningSecretComesWithIt() {
        fixture.given(REGISTERED)
                .when(setCallback(URL, false))
                .expectEvents(SECRET_ISSUED, CALLBACK_SET)
                .expectResultMessagePayload(CustomerReply.SECRET_ISSUED);
    }

    @Test
    void givenCallback_whenSetTheSame_thenNothingIsStored() {
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .when(setCallback(URL, false))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.DONE);
    }

    @Test
    void givenCallback_whenSetElsewhere_thenTheSecretStays() {
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .when(setCallback("https://other.example/", false))
                .expectEvents(new CallbackSet(CallbackId.ofDefault("acme"), settings("https://other.example/"), NOW))
                .expectResultMessagePayload(CustomerReply.DONE);
    }

    @Test
    void givenCallback_whenItsSecretIsRotated_thenOnlyTheSecretIsNew() {
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .when(setCallback(URL, true))
                .expectEvents(SECRET_ISSUED)
                .expectResultMessagePayload(CustomerReply.SECRET_ISSUED);
    }

    @Test
    void givenTenCallbacks_whenAnEleventhIsSet_thenRefusedAndOneOfTheTenMayStillChange() {
        List<Object> ten = new ArrayList<>(List.of(REGISTERED));
        for (int i = 0; i < Customer.CALLBACKS_MAX; i++) {
            ten.add(new SigningSecretIssued(named(i), "secret-" + i, TOMORROW, NOW));
            ten.add(new CallbackSet(named(i), settings(URL), NOW));
        }
        fixture.given(ten)
                .when(new SetCallback(named(10), settings(URL), "secret", false, TOMORROW, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.TOO_MANY_CALLBACKS);
        fixture.given(ten)
                .when(new SetCallback(named(9), settings("https://new.example/"), null, false, TOMORROW, NOW))
                .expectEvents(new CallbackSet(named(9), settings("https://new.example/"), NOW));
        fixture.given(ten)
                .andGiven(new CallbackRemoved(named(3), NOW))
                .when(new SetCallback(named(10), settings(URL), null, false, TOMORROW, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.SECRET_NEEDED);
    }

    @Test
    void givenACallback_whenRemoved_thenToldOnceAndItNeedsANewSecretWhenItIsSetAgain() {
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .when(new RemoveCallback(CallbackId.ofDefault("acme"), NOW))
                .expectEvents(new CallbackRemoved(CallbackId.ofDefault("acme"), NOW))
                .expectResultMessagePayload(CustomerReply.DONE);
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .andGiven(new CallbackRemoved(CallbackId.ofDefault("acme"), NOW))
                .when(new RemoveCallback(CallbackId.ofDefault("acme"), NOW))
                .expectNoEvents()
                .expectResultMessagePayload(CustomerReply.NO_SUCH_CALLBACK);
        fixture.given(REGISTERED, SECRET_ISSUED, CALLBACK_SET)
                .andGiven(new CallbackRemoved(CallbackId.ofDefault("acme"), NOW))
                .when(setCallback(URL, false))
                .expectEvents(SECRET_ISSUED, CALLBACK_SET);
    }

    private static SetCallback setCallback(String url, boolean rotate) {
        return new SetCallback(CallbackId.ofDefault("acme"), settings(url), "secret-1", rotate, TOMORROW, NOW);
    }

    private static CallbackSettings settings(String url) {
        return new CallbackSettings(url, List.of(5, 30), CallbackFormat.REALTIME, null, CallbackFilter.ALL, false);
    }

    private static CallbackId named(int number) {
        return new CallbackId("acme", "callback-" + number);
    }
}
