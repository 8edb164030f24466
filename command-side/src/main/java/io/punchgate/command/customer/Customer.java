package io.punchgate.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerCommand.ChangeCustomer;
import io.punchgate.api.customer.CustomerCommand.ErasePerson;
import io.punchgate.api.customer.CustomerCommand.IssueApiKey;
import io.punchgate.api.customer.CustomerCommand.RegisterCustomer;
import io.punchgate.api.customer.CustomerCommand.RemoveCallback;
import io.punchgate.api.customer.CustomerCommand.RevokeApiKey;
import io.punchgate.api.customer.CustomerCommand.SetCallback;
import io.punchgate.api.customer.CustomerEvent;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.api.customer.CustomerEvent.CallbackRemoved;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.api.customer.CustomerEvent.CustomerChanged;
import io.punchgate.api.customer.CustomerEvent.CustomerRegistered;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.CustomerEvent.SigningSecretIssued;
import io.punchgate.api.customer.CustomerReply;
import io.punchgate.api.customer.CustomerSettings;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
@Revision("2")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class Customer {

    static final int ACTIVE_API_KEYS_MAX = 1_000;
    static final int CALLBACKS_MAX = 10;

    @AggregateIdentifier
    private @Nullable String stream;

    private @Nullable CustomerSettings settings;
    private SortedMap<String, CallbackSettings> callbacks = new TreeMap<>();
    /** The names of the callbacks that have a signing secret. */
    private SortedSet<String> signing = new TreeSet<>();

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
        @Nullable CallbackSettings before = callbacks.get(command.callback().name());
        if (before == null && callbacks.size() >= CALLBACKS_MAX) {
            return CustomerReply.TOO_MANY_CALLBACKS;
        }
        boolean newSecret =
                command.rotateSecret() || !signing.contains(command.callback().name());
        @Nullable String secretId = command.signingSecretId();
        if (newSecret && secretId == null) {
            return CustomerReply.SECRET_NEEDED;
        }
        if (newSecret && secretId != null) {
            apply(new SigningSecretIssued(command.callback(), secretId, command.previousUntil(), command.at()));
        }
        if (!command.settings().equals(before)) {
            apply(new CallbackSet(command.callback(), command.settings(), command.at()));
        }
        return newSecret ? CustomerReply.SECRET_ISSUED : CustomerReply.DONE;
    }

    @CommandHandler
    CustomerReply handle(RemoveCallback command) {
        if (!callbacks.containsKey(command.callback().name())) {
            return CustomerReply.NO_SUCH_CALLBACK;
        }
        apply(new CallbackRemoved(command.callback(), command.at()));
        return CustomerReply.DONE;
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
                command.purpose(),
                command.expiresAt(),
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

    @CommandHandler
    CustomerReply handle(ErasePerson command) {
        apply(new PersonErased(
                command.customerId(), command.erasureId(), command.persons(), command.by(), command.at()));
        return CustomerReply.DONE;
    }

    @EventSourcingHandler
    void on(CustomerEvent event) {
        stream = Streams.customer(event.customerId());
        switch (event) {
            case CustomerRegistered e -> settings = e.settings();
            case CustomerChanged e -> settings = e.settings();
            case SigningSecretIssued e -> signing.add(e.callbackId().name());
            case CallbackSet e -> callbacks.put(e.callbackId().name(), e.settings());
            case CallbackRemoved e -> {
                callbacks.remove(e.callbackId().name());
                signing.remove(e.callbackId().name());
            }
            case ApiKeyIssued e -> activeApiKeys.add(e.keyId());
            case ApiKeyRevoked e -> activeApiKeys.remove(e.keyId());
            case PersonErased e -> {}
        }
    }
}
