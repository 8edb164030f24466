package io.punchgate.query.console.customer;

import io.punchgate.api.customer.CustomerQuery.FindCustomer;
import io.punchgate.api.customer.CustomerQuery.FindCustomers;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import io.punchgate.query.listing.Queries;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells whose data a page shows. No page asks a query before it has asked here. */
@Component
public final class CustomerChoice {

    /** Customers that are looked through for a thing of which only the id is known. */
    private static final int LOOKED_THROUGH_MAX = 200;

    private final Queries queries;

    CustomerChoice(Queries queries) {
        this.queries = queries;
    }

    /**
     * The customer; empty where an operator has not chosen one of several, or there is none.
     *
     * @param asked the one in the address, or null
     * @throws Problem 404 where there is no such customer, or it is not the caller's
     */
    public Optional<String> of(Caller caller, @Nullable String asked) {
        return switch (caller) {
            case Caller.KeyHolder holder -> {
                if (asked != null && !asked.equals(holder.customerId())) {
                    throw unknown();
                }
                yield Optional.of(holder.customerId());
            }
            case Caller.Operator operator -> asked == null ? only() : Optional.of(known(asked));
        };
    }

    /** As {@link #of}, and where an operator has not chosen: the first customer of whom something holds. */
    public Optional<String> of(Caller caller, @Nullable String asked, Predicate<String> holds) {
        return of(caller, asked)
                .or(() -> customers(LOOKED_THROUGH_MAX).stream().filter(holds).findFirst());
    }

    /** Tells whether data of that customer may be shown. */
    public static boolean maySee(Caller caller, String customerId) {
        return switch (caller) {
            case Caller.Operator operator -> true;
            case Caller.KeyHolder holder -> holder.customerId().equals(customerId);
        };
    }

    private Optional<String> only() {
        List<String> some = customers(2);
        return some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty();
    }

    private List<String> customers(int max) {
        return queries.ask(new FindCustomers("", max), Customers.class).data().stream()
                .map(found -> found.customer().id())
                .toList();
    }

    private String known(String customerId) {
        return queries.find(new FindCustomer(customerId), RegisteredCustomer.class)
                .map(found -> found.customer().id())
                .orElseThrow(CustomerChoice::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such customer.");
    }
}
