package io.punchgate.query.device;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The rejected records of devices. */
interface RejectedEntries extends Repository<RejectedEntry, Long> {

    List<RejectedEntry> findBySnOrderByPositionDesc(String sn, Limit limit);
}
