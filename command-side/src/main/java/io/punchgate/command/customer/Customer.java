package io.punchgate.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CustomerCommand.ChangeCustomer;
import io.punchgate.api.customer.CustomerCommand.IssueApiKey;
import io.punchgate.api.customer.CustomerCommand.RegisterCustomer;
import io.punchgate.api.customer.CustomerCommand.RevokeApiKey;
import io.punchgate.api.customer.CustomerCommand.SetCallback;
import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.CustomerSettings;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A customer. It answers refusals instead of throwing them, so that the other commands of its batch go on. */
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "customerSnapshots",
        commandTargetResolver = "streamTargetResolver")
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class Customer {

    static final int ACTIVE_API_KEYS_MAX = 1_000;

    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable CustomerSettings settings;
    private @Nullable CallbackSettings callback;
    private boolean signingSecretIssued;
    private SortedSet<String> activeApiKeys = new TreeSet<>();

    /** For the framework, which then replays the events or fills in a snapshot. */
    Customer() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CustomerReply handle(RegisterCustomer command) {
        if (stream != null) {
            return CustomerReply.ALREADY_EXISTS;
        }
        apply(new CustomerRegistered(command.customerId(), command.settings(), command.at()));
        return CustomerReply.DONE;
    }

    @CommandHandler
    CustomerSettings handle(ChangeCustomer command) {
        CustomerSettings before = Objects.requireNonNull(settings);
        CustomerSettings after = command.patch().applyTo(before);
        if (!after.equals(before)) {
            apply(new CustomerChanged(command.customerId(), after, command.at()));
        }
        return after;
    }

    @CommandHandler
    CustomerReply handle(SetCallback command) {
        boolean newSecret = command.rotateSecret() || !signingSecretIssued;
        @Nullable String secretId = command.signingSecretId();
        if (newSecret && secretId == null) {
            return CustomerReply.SECRET_NEEDED;
        }
        if (newSecret && secretId != null) {
            apply(new SigningSecretIssued(command.customerId(), secretId, command.previousUntil(), command.at()));
        }
        CallbackSet set = new CallbackSet(
                command.customerId(),
                command.url(),
                command.retryScheduleSeconds(),
                command.format(),
                command.perSecondMax(),
                command.at());
        if (!CallbackSettings.of(set).equals(callback)) {
            apply(set);
        }
        return newSecret ? CustomerReply.SECRET_ISSUED : CustomerReply.DONE;
    }

    @CommandHandler
    CustomerReply handle(IssueApiKey command) {
        if (activeApiKeys.size() >= ACTIVE_API_KEYS_MAX) {
            return CustomerReply.TOO_MANY_KEYS;
        }
        apply(new ApiKeyIssued(
                command.customerId(),
                command.keyId(),
                command.name(),
                command.role(),
                command.secretHash(),
                command.at()));
        return CustomerReply.DONE;
    }

    @CommandHandler
    CustomerReply handle(RevokeApiKey command) {
        if (!activeApiKeys.contains(command.keyId())) {
            return CustomerReply.NO_SUCH_KEY;
        }
        apply(new ApiKeyRevoked(command.customerId(), command.keyId(), command.at()));
        return CustomerReply.DONE;
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        stream = Streams.customer(event.customerId());
        switch (event) {
            case CustomerRegistered e -> settings = e.settings();
            case CustomerChanged e -> settings = e.settings();
            case SigningSecretIssued e -> signingSecretIssued = true;
            case CallbackSet e -> callback = CallbackSettings.of(e);
            case ApiKeyIssued e -> activeApiKeys.add(e.keyId());
            case ApiKeyRevoked e -> activeApiKeys.remove(e.keyId());
        }
    }

    /** The address of the callback and its limits. */
    private record CallbackSettings(
            String url,
            @Nullable List<Integer> retryScheduleSeconds,
            @Nullable CallbackFormat format,
            @Nullable Integer perSecondMax) {

        static CallbackSettings of(CallbackSet set) {
            return new CallbackSettings(set.url(), set.retryScheduleSeconds(), set.format(), set.perSecondMax());
        }
    }
}
