package io.punchgate.api.customer;

import io.punchgate.api.Query;
import io.punchgate.api.customer.CustomerResult.Callbacks;
import io.punchgate.api.customer.CustomerResult.Customers;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;

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
     * Lists customers, by id.
     *
     * @param afterId the id behind which the list begins; empty: at its beginning
     * @param limit the number of rows wanted, 1 to 1,000
     */
    record FindCustomers(String afterId, int limit) implements CustomerQuery<Customers> {}
}
