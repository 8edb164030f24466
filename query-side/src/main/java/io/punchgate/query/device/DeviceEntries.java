package io.punchgate.query.device;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

/** The devices, by serial number. */
interface DeviceEntries extends CrudRepository<DeviceEntry, String> {

    List<DeviceEntry> findBySnGreaterThanOrderBySn(String after, Limit limit);

    List<DeviceEntry> findByCustomerIdAndSnGreaterThanOrderBySn(String customerId, String after, Limit limit);
}
