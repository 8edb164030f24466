package io.punchgate.query.customer;

import static java.util.stream.Collectors.groupingBy;

import io.punchgate.query.listing.Listing;
import io.punchgate.query.projection.ProjectionProgress;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read customers here. Each answer knows everything that was acknowledged before it was asked for. */
@RestController
@RequestMapping("/api/admin/v1/customers")
class CustomerEndpoint {

    /** API keys shown of one page of customers; the newest first. */
    private static final Limit API_KEYS_MAX = Limit.of(10_000);

    private final CustomerEntries customers;
    private final ApiKeyEntries apiKeys;
    private final CustomerProjection projection;
    private final ProjectionProgress progress;

    CustomerEndpoint(
            CustomerEntries customers,
            ApiKeyEntries apiKeys,
            CustomerProjection projection,
            ProjectionProgress progress) {
        this.customers = customers;
        this.apiKeys = apiKeys;
        this.projection = projection;
        this.progress = progress;
    }

    @GetMapping
    Listing<CustomerView> list(
            Caller.Operator operator,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "" + Listing.LIMIT_DEFAULT) int limit) {
        Limit asked = Listing.oneMoreThan(limit);
        progress.await(projection);
        return Listing.of(customers.findByIdGreaterThanOrderById(cursor, asked), limit, this::shown, CustomerEntry::id);
    }

    @GetMapping("/{id}")
    CustomerView get(Caller.Operator operator, @PathVariable String id) {
        progress.await(projection);
        CustomerEntry customer =
                customers.findById(id).orElseThrow(() -> Problem.notFound("There is no customer of this id."));
        return shown(List.of(customer)).getFirst();
    }

    private List<CustomerView> shown(List<CustomerEntry> page) {
        List<String> ids = page.stream().map(CustomerEntry::id).toList();
        Map<String, List<ApiKeyEntry>> keys =
                apiKeys.findByCustomerIdInOrderByCreatedAtDescId(ids, API_KEYS_MAX).stream()
                        .collect(groupingBy(ApiKeyEntry::customerId));
        return page.stream()
                .map(customer -> CustomerView.of(customer, keys.getOrDefault(customer.id(), List.of())))
                .toList();
    }
}
