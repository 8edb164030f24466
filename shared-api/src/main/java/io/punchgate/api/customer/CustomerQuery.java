package io.punchgate.api.customer;

import io.punchgate.api.Query;
import io.punchgate.api.customer.CustomerResult.ApiKeys;
import io.punchgate.api.customer.CustomerResult.Callbacks;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's query about customers.
 *
 * @param <R> the type of the reply
 */
public sealed interface CustomerQuery<R> extends Query<R> {

    /** Reads one customer; the reply is empty where none has that id. */
    record FindCustomer(String customerId) implements CustomerQuery<RegisteredCustomer> {}

    /** Reads a customer's callbacks; the reply is empty where none has that id. */
    record FindCallbacks(String customerId) implements CustomerQuery<Callbacks> {}

    /**
     * Lists the API keys of a customer that were not revoked, newest first; the reply is empty where no customer has that id.
     *
     * @param after the key behind which the list goes on; null: from its beginning
     * @param limit the number of rows wanted, 1 to 1,000
     */
    record FindApiKeys(String customerId, @Nullable KeyMoment after, int limit) implements CustomerQuery<ApiKeys> {}

    /** The place of an API key in the list of its customer. */
    record KeyMoment(Instant createdAt, String id) {}

    /**
     * Lists customers, by id.
     *
     * @param afterId the id behind which the list begins; empty: at its beginning
     * @param limit the number of rows wanted, 1 to 1,000
     */
    record FindCustomers(String afterId, int limit) implements CustomerQuery<Customers> {}
}
