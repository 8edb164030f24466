package io.punchgate.query.customer;

import io.punchgate.api.customer.CustomerQuery.FindApiKeys;
import io.punchgate.api.customer.CustomerQuery.FindCallbacks;
import io.punchgate.api.customer.CustomerQuery.FindCustomer;
import io.punchgate.api.customer.CustomerQuery.FindCustomers;
import io.punchgate.api.customer.CustomerQuery.KeyMoment;
import io.punchgate.api.customer.CustomerResult.ApiKeyView;
import io.punchgate.api.customer.CustomerResult.ApiKeys;
import io.punchgate.api.customer.CustomerResult.Callbacks;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators read customers here. Each answer knows everything that was acknowledged before it was asked for. */
@RestController
@RequestMapping("/api/admin/v1/customers")
class CustomerEndpoint {

    private static final Set<String> PARAMETERS = Set.of("cursor", "limit");
    private static final String API_KEYS = "api-keys";

    private static final String CURSOR = "customers-1";

    private final Queries queries;

    CustomerEndpoint(Queries queries) {
        this.queries = queries;
    }

    @GetMapping
    Page<RegisteredCustomer> list(Caller.Operator operator, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        String after = parameters.keyAfter(CURSOR);
        Customers found = queries.ask(new FindCustomers(after, parameters.limit()), Customers.class);
        return Page.of(
                found,
                found.hasMore()
                        ? new Cursor(
                                        CURSOR,
                                        List.of(found.data()
                                                .getLast()
                                                .customer()
                                                .id()))
                                .text()
                        : null);
    }

    @GetMapping("/{id}")
    RegisteredCustomer get(Caller.Operator operator, @PathVariable String id) {
        return queries.find(new FindCustomer(id), RegisteredCustomer.class).orElseThrow(CustomerEndpoint::unknown);
    }

    @GetMapping("/{id}/api-keys")
    Page<ApiKeyView> apiKeys(
            Caller.Operator operator, @PathVariable String id, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, PARAMETERS);
        @Nullable Cursor cursor = parameters.cursor(API_KEYS, 2);
        @Nullable
        KeyMoment after = cursor == null
                ? null
                : new KeyMoment(cursor.instant(0), cursor.parts().get(1));
        ApiKeys found = queries.find(new FindApiKeys(id, after, parameters.limit()), ApiKeys.class)
                .orElseThrow(CustomerEndpoint::unknown);
        return Page.of(found, found.hasMore() ? end(found.data().getLast()) : null);
    }

    private static String end(ApiKeyView last) {
        return new Cursor(API_KEYS, List.of(last.createdAt().toString(), last.id())).text();
    }

    @GetMapping("/{id}/callbacks")
    Callbacks callbacks(Caller.Operator operator, @PathVariable String id) {
        return queries.find(new FindCallbacks(id), Callbacks.class).orElseThrow(CustomerEndpoint::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("There is no customer of this id.");
    }
}
