package io.punchgate.query.device;

import io.punchgate.api.device.DeviceSettings;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A device as the operator set it. */
@Entity
@Immutable
@Table(schema = "query", name = "registry_device")
class DeviceEntry {

    @Id
    private String sn;

    private String customerId;

    @Convert(converter = DeviceSettingsText.class)
    private DeviceSettings settings;

    private Instant createdAt;
    private Instant updatedAt;

    /** For JPA, which fills the fields afterwards. Only the projection writes the table. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceEntry() {}

    String sn() {
        return sn;
    }

    String customerId() {
        return customerId;
    }

    DeviceSettings settings() {
        return settings;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
