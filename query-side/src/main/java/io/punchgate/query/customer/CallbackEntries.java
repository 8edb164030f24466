package io.punchgate.query.customer;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.Repository;

/** The callbacks, by customer and name. */
interface CallbackEntries extends Repository<CallbackEntry, CallbackEntry.Key> {

    List<CallbackEntry> findByCustomerIdOrderByName(String customerId);

    List<CallbackEntry> findByCustomerIdInAndName(Collection<String> customerIds, String name);
}
