package io.punchgate.query.registry;

import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.delivery.CallbackState;
import io.punchgate.api.delivery.DeliveryEvent.CallbackFailing;
import io.punchgate.api.delivery.DeliveryEvent.CallbackMisconfigured;
import io.punchgate.api.delivery.DeliveryEvent.CallbackPaused;
import io.punchgate.api.delivery.DeliveryEvent.CallbackReopened;
import io.punchgate.api.delivery.DeliveryEvent.DeliveryRetryPlanned;
import io.punchgate.api.device.DeviceEvent.AdmsPathRotated;
import io.punchgate.api.device.DeviceEvent.AuthTokenRotated;
import io.punchgate.api.device.DeviceEvent.CallbackTokenRotated;
import io.punchgate.api.device.DeviceEvent.DeviceChanged;
import io.punchgate.api.device.DeviceEvent.DeviceCommandQueued;
import io.punchgate.api.device.DeviceEvent.DeviceRegistered;
import io.punchgate.api.device.DeviceEvent.ReportRejected;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what operators set about customers and devices, and how callbacks fare. */
@Component
@ProcessingGroup(RegistryProjection.GROUP)
class RegistryProjection {

    static final String GROUP = "registry";

    /** Rejected records kept of one device; older ones are still in the event log. */
    static final int REJECTED_KEPT_MAX = 1_000;

    private final CustomerEntries customers;
    private final ApiKeyEntries apiKeys;
    private final DeviceEntries devices;
    private final CommandEntries commands;
    private final RejectedEntries rejected;

    RegistryProjection(
            CustomerEntries customers,
            ApiKeyEntries apiKeys,
            DeviceEntries devices,
            CommandEntries commands,
            RejectedEntries rejected) {
        this.customers = customers;
        this.apiKeys = apiKeys;
        this.devices = devices;
        this.commands = commands;
        this.rejected = rejected;
    }

    @EventHandler
    void on(CustomerEvent event) {
        switch (event) {
            case CustomerRegistered e -> customers.save(new CustomerEntry(e.customerId(), e.settings(), e.at()));
            case CustomerChanged e -> customer(e.customerId(), customer -> customer.change(e.settings(), e.at()));
            case CallbackSet e ->
                customer(e.customerId(), customer -> customer.setCallback(e.url(), e.retryScheduleSeconds(), e.at()));
            case SigningSecretIssued ignored -> {}
            case ApiKeyIssued e -> apiKeys.save(new ApiKeyEntry(e.keyId(), e.customerId(), e.name(), e.role(), e.at()));
            case ApiKeyRevoked e -> apiKeys.findById(e.keyId()).ifPresent(key -> key.revoke(e.at()));
        }
    }

    @EventHandler
    void on(CallbackFailing event) {
        callbackIs(event.customerId(), CallbackState.PROBING, event.reason(), event.nextProbeAt());
    }

    @EventHandler
    void on(CallbackMisconfigured event) {
        callbackIs(event.customerId(), CallbackState.MISCONFIGURED, event.reason(), null);
    }

    @EventHandler
    void on(CallbackPaused event) {
        callbackIs(event.customerId(), CallbackState.PAUSED, event.reason(), null);
    }

    @EventHandler
    void on(CallbackReopened event) {
        callbackIs(event.customerId(), CallbackState.OPEN, null, null);
    }

    @EventHandler
    void on(DeliveryRetryPlanned event) {
        customer(event.customerId(), customer -> customer.retryPlanned(event.nextAttemptAt()));
    }

    @EventHandler
    void on(DeviceRegistered event) {
        devices.save(new DeviceEntry(event.sn(), event.settings(), event.at()));
    }

    @EventHandler
    void on(DeviceChanged event) {
        device(event.sn(), device -> device.change(event.settings(), event.at()));
    }

    @EventHandler
    void on(AuthTokenRotated event) {
        device(event.sn(), device -> device.touch(event.at()));
    }

    @EventHandler
    void on(CallbackTokenRotated event) {
        device(event.sn(), device -> device.touch(event.at()));
    }

    @EventHandler
    void on(AdmsPathRotated event) {
        device(event.sn(), device -> device.touch(event.at()));
    }

    @EventHandler
    void on(DeviceCommandQueued event, @SequenceNumber long sequence) {
        StreamPlace place = new StreamPlace(event.sn(), sequence);
        commands.save(new CommandEntry(place, event.commandId(), event.op(), event.data(), event.at()));
    }

    @EventHandler
    void on(ReportRejected event, @SequenceNumber long sequence) {
        StreamPlace place = new StreamPlace(event.sn(), sequence);
        rejected.save(new RejectedEntry(place, event.at(), event.transport(), event.raw(), event.reason()));
        rejected.forgetOld(event.sn(), REJECTED_KEPT_MAX);
    }

    private void callbackIs(
            String customerId, CallbackState state, @Nullable String reason, @Nullable Instant nextAttemptAt) {
        customer(customerId, customer -> customer.callbackIs(state, reason, nextAttemptAt));
    }

    private void customer(String id, Consumer<CustomerEntry> change) {
        customers.findById(id).ifPresent(change);
    }

    private void device(String sn, Consumer<DeviceEntry> change) {
        devices.findById(sn).ifPresent(change);
    }
}
