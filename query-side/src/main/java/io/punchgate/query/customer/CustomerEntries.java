package io.punchgate.query.customer;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The customers, by id. */
interface CustomerEntries extends Repository<CustomerEntry, String> {

    Optional<CustomerEntry> findById(String id);

    List<CustomerEntry> findByIdGreaterThanOrderById(String after, Limit limit);
}
