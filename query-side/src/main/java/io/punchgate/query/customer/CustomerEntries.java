package io.punchgate.query.customer;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

/** The customers, by id. */
interface CustomerEntries extends CrudRepository<CustomerEntry, String> {

    List<CustomerEntry> findByIdGreaterThanOrderById(String after, Limit limit);
}
