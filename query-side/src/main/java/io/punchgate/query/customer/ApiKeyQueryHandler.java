package io.punchgate.query.customer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.punchgate.api.customer.CustomerQuery.FindApiKeys;
import io.punchgate.api.customer.CustomerQuery.KeyMoment;
import io.punchgate.api.customer.CustomerResult.ApiKeyView;
import io.punchgate.api.customer.CustomerResult.ApiKeys;
import io.punchgate.query.listing.Portion;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.use.KeyUses;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Answers operators' queries about API keys. */
@Component
final class ApiKeyQueryHandler {

    /** API keys shown of one page of customers; the newest first. */
    private static final Limit OF_CUSTOMERS_MAX = Limit.of(10_000);

    private final CustomerEntries customers;
    private final ApiKeyEntries apiKeys;
    private final KeyUses uses;
    private final CustomerProjection projection;
    private final ProjectionProgress progress;

    ApiKeyQueryHandler(
            CustomerEntries customers,
            ApiKeyEntries apiKeys,
            KeyUses uses,
            CustomerProjection projection,
            ProjectionProgress progress) {
        this.customers = customers;
        this.apiKeys = apiKeys;
        this.uses = uses;
        this.projection = projection;
        this.progress = progress;
    }

    @QueryHandler
    Optional<ApiKeys> handle(FindApiKeys query) {
        progress.await(projection);
        return customers.findById(query.customerId()).map(customer -> {
            Portion<ApiKeyEntry> page = Portion.of(entries(query), query.limit());
            Map<String, Instant> lastUses = lastUses(page.rows());
            return new ApiKeys(page.map(key -> view(key, lastUses)), page.hasMore());
        });
    }

    private List<ApiKeyEntry> entries(FindApiKeys query) {
        @Nullable KeyMoment after = query.after();
        Limit limit = Limit.of(query.limit() + 1);
        return after == null
                ? apiKeys.findByCustomerIdAndRevokedAtIsNullOrderByCreatedAtDescIdDesc(query.customerId(), limit)
                : apiKeys.findBefore(query.customerId(), after.createdAt(), after.id(), limit);
    }

    /** The keys of these customers, revoked ones too, newest first. */
    Map<String, List<ApiKeyView>> byCustomer(Collection<String> customerIds) {
        List<ApiKeyEntry> entries = apiKeys.findByCustomerIdInOrderByCreatedAtDescId(customerIds, OF_CUSTOMERS_MAX);
        Map<String, Instant> lastUses = lastUses(entries);
        return entries.stream()
                .collect(groupingBy(ApiKeyEntry::customerId, mapping(key -> view(key, lastUses), toList())));
    }

    private Map<String, Instant> lastUses(List<ApiKeyEntry> keys) {
        return uses.of(keys.stream().map(ApiKeyEntry::id).toList());
    }

    private static ApiKeyView view(ApiKeyEntry key, Map<String, Instant> lastUses) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.role().name().toLowerCase(Locale.ROOT),
                key.purpose(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                lastUses.get(key.id()));
    }
}
