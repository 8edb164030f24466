package io.punchgate.query.customer;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryEvent.CallbackDegraded;
import io.punchgate.api.delivery.DeliveryEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.CallbackRecovered;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Writes customers, their callbacks and their API keys. */
@Component
public class CustomerRegistry {

    public static final Set<Class<? extends DomainEvent>> HANDLED = Set.of(
            CustomerRegistered.class,
            CustomerChanged.class,
            CallbackSet.class,
            ApiKeyIssued.class,
            ApiKeyRevoked.class,
            CallbackFailing.class,
            CallbackMisconfigured.class,
            CallbackPaused.class,
            CallbackReopened.class,
            CallbackDegraded.class,
            CallbackRecovered.class,
            DeliveryRetryPlanned.class);

    private final CustomerEntries customers;
    private final ApiKeyEntries apiKeys;

    CustomerRegistry(CustomerEntries customers, ApiKeyEntries apiKeys) {
        this.customers = customers;
        this.apiKeys = apiKeys;
    }

    /** Writes one of {@link #HANDLED}; other events are of no concern. */
    public void on(DomainEvent event) {
        switch (event) {
            case CustomerRegistered e -> customers.save(new CustomerEntry(e.customerId(), e.settings(), e.at()));
            case CustomerChanged e -> change(e.customerId(), entry -> entry.change(e.settings(), e.at()));
            case CallbackSet e -> change(e.customerId(), entry -> entry.setCallback(e));
            case CallbackDegraded e -> change(e.customerId(), entry -> entry.degraded(e.at(), e.reason()));
            case CallbackRecovered e -> change(e.customerId(), entry -> entry.degraded(null, null));
            case ApiKeyIssued e -> apiKeys.save(new ApiKeyEntry(e.keyId(), e.customerId(), e.name(), e.role(), e.at()));
            case ApiKeyRevoked e -> apiKeys.findById(e.keyId()).ifPresent(key -> key.revoke(e.at()));
            case CallbackFailing e ->
                change(e.customerId(), entry -> entry.callbackIs(CallbackState.PROBING, e.reason(), e.nextProbeAt()));
            case CallbackMisconfigured e ->
                change(e.customerId(), entry -> entry.callbackIs(CallbackState.MISCONFIGURED, e.reason(), null));
            case CallbackPaused e ->
                change(e.customerId(), entry -> entry.callbackIs(CallbackState.PAUSED, e.reason(), null));
            case CallbackReopened e ->
                change(e.customerId(), entry -> entry.callbackIs(CallbackState.OPEN, null, null));
            case DeliveryRetryPlanned e -> change(e.customerId(), entry -> entry.retryPlanned(e.nextAttemptAt()));
            default -> {}
        }
    }

    private void change(String id, Consumer<CustomerEntry> change) {
        customers.findById(id).ifPresent(change);
    }
}
