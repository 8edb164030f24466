package io.punchgate.query.device;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

/** The rejected records of devices. */
interface RejectedEntries extends CrudRepository<RejectedEntry, Long> {

    List<RejectedEntry> findBySnOrderByPositionDesc(String sn, Limit limit);

    /** Forgets all but the newest {@code kept} of a device. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from query.registry_rejected where sn = :sn and position <= (
                        select position from query.registry_rejected where sn = :sn
                        order by position desc offset :kept limit 1)
                    """)
    void forgetOld(String sn, int kept);
}
