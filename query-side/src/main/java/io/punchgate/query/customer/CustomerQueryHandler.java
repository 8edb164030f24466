package io.punchgate.query.customer;

import static java.util.stream.Collectors.toMap;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CustomerQuery.FindCallbacks;
import io.punchgate.api.customer.CustomerQuery.FindCustomer;
import io.punchgate.api.customer.CustomerQuery.FindCustomers;
import io.punchgate.api.customer.CustomerResult.ApiKeyView;
import io.punchgate.api.customer.CustomerResult.CallbackView;
import io.punchgate.api.customer.CustomerResult.Callbacks;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import io.punchgate.api.customer.CustomerView;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Answers operators' queries about customers. */
@Component
final class CustomerQueryHandler {

    private final CustomerEntries customers;
    private final CallbackEntries callbacks;
    private final ApiKeyQueryHandler apiKeys;
    private final CustomerProjection projection;
    private final ProjectionProgress progress;

    CustomerQueryHandler(
            CustomerEntries customers,
            CallbackEntries callbacks,
            ApiKeyQueryHandler apiKeys,
            CustomerProjection projection,
            ProjectionProgress progress) {
        this.customers = customers;
        this.callbacks = callbacks;
        this.apiKeys = apiKeys;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    Optional<RegisteredCustomer> handle(FindCustomer query) {
        progress.await(projection);
        return customers
                .findById(query.customerId())
                .map(customer -> customers(List.of(customer)).getFirst());
    }

    @QueryHandler
    Optional<Callbacks> handle(FindCallbacks query) {
        progress.await(projection);
        return customers
                .findById(query.customerId())
                .map(customer -> new Callbacks(callbacks.findByCustomerIdOrderByName(customer.id()).stream()
                        .map(CustomerQueryHandler::view)
                        .toList()));
    }

    @QueryHandler
    Customers handle(FindCustomers query) {
        progress.await(projection);
        Portion<CustomerEntry> page = Portion.of(
                customers.findByIdGreaterThanOrderById(query.afterId(), Limit.of(query.limit() + 1)), query.limit());
        return new Customers(customers(page.rows()), page.hasMore());
    }

    private List<RegisteredCustomer> customers(List<CustomerEntry> page) {
        List<String> ids = page.stream().map(CustomerEntry::id).toList();
        Map<String, List<ApiKeyView>> keys = apiKeys.byCustomer(ids);
        Map<String, CallbackEntry> ofDefault =
                callbacks.findByCustomerIdInAndName(ids, CallbackId.DEFAULT_NAME).stream()
                        .collect(toMap(CallbackEntry::customerId, Function.identity()));
        return page.stream()
                .map(customer ->
                        view(customer, ofDefault.get(customer.id()), keys.getOrDefault(customer.id(), List.of())))
                .toList();
    }

    private static RegisteredCustomer view(
            CustomerEntry customer, @Nullable CallbackEntry callback, List<ApiKeyView> keys) {
        return new RegisteredCustomer(
                CustomerView.of(customer.id(), customer.settings()),
                callback == null ? null : view(callback),
                keys,
                customer.createdAt(),
                customer.updatedAt());
    }

    private static CallbackView view(CallbackEntry callback) {
        return new CallbackView(
                callback.name(),
                callback.url(),
                callback.filter(),
                callback.corrections(),
                callback.state().name().toLowerCase(Locale.ROOT),
                callback.reason(),
                callback.nextAttemptAt(),
                callback.retryScheduleSeconds(),
                callback.format(),
                callback.perSecondMax(),
                callback.degradedSince(),
                callback.degradedReason());
    }
}
