package io.punchgate.query.device;

import io.punchgate.api.device.DeviceSettings;
import io.punchgate.query.projection.JsonText;
import jakarta.persistence.Converter;

/** Keeps a device's settings as JSON. */
@Converter
final class DeviceSettingsText extends JsonText<DeviceSettings> {

    DeviceSettingsText() {
        super(DeviceSettings.class);
    }
}
