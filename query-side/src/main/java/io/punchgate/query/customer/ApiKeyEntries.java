package io.punchgate.query.customer;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The API keys, by id. */
interface ApiKeyEntries extends Repository<ApiKeyEntry, String> {

    List<ApiKeyEntry> findByCustomerIdInOrderByCreatedAtDescId(Collection<String> customerIds, Limit limit);
}
