package io.punchgate.query.customer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The API keys, by id. */
interface ApiKeyEntries extends Repository<ApiKeyEntry, String> {

    List<ApiKeyEntry> findByCustomerIdInOrderByCreatedAtDescId(Collection<String> customerIds, Limit limit);

    List<ApiKeyEntry> findByCustomerIdAndRevokedAtIsNullOrderByCreatedAtDescIdDesc(String customerId, Limit limit);

    @Query("from ApiKeyEntry where customerId = ?1 and revokedAt is null and (createdAt, id) < (?2, ?3)"
            + " order by createdAt desc, id desc")
    List<ApiKeyEntry> findBefore(String customerId, Instant createdAt, String id, Limit limit);
}
