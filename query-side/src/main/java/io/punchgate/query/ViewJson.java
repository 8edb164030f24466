package io.punchgate.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.punchgate.api.attendance.CorrectionOfPunch;
import io.punchgate.api.attendance.CorrectionView;
import io.punchgate.api.attendance.PunchDetails;
import io.punchgate.api.attendance.PunchView;
import io.punchgate.api.customer.CustomerResult.RegisteredCustomer;
import io.punchgate.api.customer.CustomerView;
import io.punchgate.api.delivery.DeliveryResult.CallbackFigures;
import io.punchgate.api.delivery.DeliveryResult.CustomerFigures;
import io.punchgate.api.delivery.DeliveryResult.DeviceFigures;
import io.punchgate.api.delivery.DeliveryResult.Figures;
import io.punchgate.api.device.DeviceResult.InstructionView;
import io.punchgate.api.device.DeviceResult.RegisteredDevice;
import io.punchgate.api.device.DeviceView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of replies, as far as it differs from their records: the API module knows no JSON. Their keys are in snake case
 * by {@code runtime.web}.
 */
@Configuration(proxyBeanMethods = false)
class ViewJson {

    @Bean
    JacksonModule repliesAsJson() {
        return new SimpleModule("replies")
                .setMixInAnnotation(RegisteredDevice.class, FlatDevice.class)
                .setMixInAnnotation(RegisteredCustomer.class, FlatCustomer.class)
                .setMixInAnnotation(CorrectionOfPunch.class, FlatCorrection.class)
                .setMixInAnnotation(PunchDetails.class, FlatPunch.class)
                .setMixInAnnotation(DeviceFigures.class, FlatFigures.class)
                .setMixInAnnotation(CallbackFigures.class, FlatFigures.class)
                .setMixInAnnotation(CustomerFigures.class, FlatFigures.class)
                .setMixInAnnotation(Figures.class, FiguresUnderOldNames.class)
                .setMixInAnnotation(CorrectionView.class, VoidUnderItsName.class)
                .setMixInAnnotation(InstructionView.class, ObjectInText.class);
    }

    interface FlatDevice {
        @JsonUnwrapped
        DeviceView device();
    }

    interface FlatCustomer {
        @JsonUnwrapped
        CustomerView customer();
    }

    interface FlatPunch {
        @JsonUnwrapped
        PunchView punch();
    }

    interface FlatCorrection {
        @JsonUnwrapped
        CorrectionView correction();
    }

    interface FlatFigures {
        @JsonUnwrapped
        Figures figures();
    }

    interface FiguresUnderOldNames {
        @JsonProperty
        long queued();
    }

    interface VoidUnderItsName {
        @JsonProperty("void")
        boolean voided();
    }

    interface ObjectInText {
        @JsonRawValue
        String data();
    }
}
