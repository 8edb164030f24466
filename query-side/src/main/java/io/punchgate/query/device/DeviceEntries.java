package io.punchgate.query.device;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The devices, by serial number. */
interface DeviceEntries extends Repository<DeviceEntry, String> {

    Optional<DeviceEntry> findById(String sn);

    List<DeviceEntry> findBySnGreaterThanOrderBySn(String after, Limit limit);

    List<DeviceEntry> findByCustomerIdAndSnGreaterThanOrderBySn(String customerId, String after, Limit limit);
}
