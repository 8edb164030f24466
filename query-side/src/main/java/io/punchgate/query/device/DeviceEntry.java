package io.punchgate.query.device;

import io.punchgate.api.device.DeviceSettings;
import io.punchgate.query.projection.JsonText;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A device as the operator set it. */
@Entity
@Table(schema = "query", name = "registry_device")
class DeviceEntry {

    @Id
    private String sn;

    private String customerId;

    @Convert(converter = JsonText.OfDeviceSettings.class)
    private DeviceSettings settings;

    private Instant createdAt;
    private Instant updatedAt;

    /** For JPA, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceEntry() {}

    DeviceEntry(String sn, DeviceSettings settings, Instant at) {
        this.sn = sn;
        this.customerId = settings.customerId();
        this.settings = settings;
        this.createdAt = at;
        this.updatedAt = at;
    }

    void change(DeviceSettings newSettings, Instant at) {
        customerId = newSettings.customerId();
        settings = newSettings;
        updatedAt = at;
    }

    /** A secret was rotated: there is nothing to show but when. */
    void touch(Instant at) {
        updatedAt = at;
    }

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
