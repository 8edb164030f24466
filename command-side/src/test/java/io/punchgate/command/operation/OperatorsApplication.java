package io.punchgate.command.operation;

import io.punchgate.api.CallbackId;
import io.punchgate.api.delivery.CallbackReply;
import io.punchgate.api.delivery.DeliveryCommand.PauseCallback;
import io.punchgate.api.delivery.DeliveryCommand.RequestRedelivery;
import io.punchgate.api.delivery.DeliveryCommand.ResumeCallback;
import io.punchgate.command.delivery.callback.CallbackPath;
import io.punchgate.command.delivery.callback.WaitingPunches;
import io.punchgate.command.delivery.redelivery.RedeliverablePunches;
import io.punchgate.command.delivery.redelivery.SomePunches;
import io.punchgate.command.delivery.webhook.CallbackTester;
import io.punchgate.command.secret.InstructionTexts;
import io.punchgate.runtime.RuntimeConfiguration;
import io.punchgate.runtime.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operators' part of the command side over the real log, without gateways and push. */
@EnableAutoConfiguration
@ComponentScan({
    "io.punchgate.command.operation",
    "io.punchgate.command.customer",
    "io.punchgate.command.device",
    "io.punchgate.command.lane"
})
@ComponentScan(
        basePackages = "io.punchgate.command.delivery",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(RestController.class))
@Import({
    RuntimeConfiguration.class,
    CallbackPath.class,
    InstructionTexts.class,
    OperatorsApplication.CallbackCommands.class
})
public class OperatorsApplication {

    /** Stands in for the callback's aggregate. */
    public static class CallbackCommands {

        public final List<Object> received = new CopyOnWriteArrayList<>();

        @CommandHandler
        void handle(PauseCallback command) {
            received.add(command);
        }

        @CommandHandler
        void handle(ResumeCallback command) {
            received.add(command);
        }

        @CommandHandler
        CallbackReply handle(RequestRedelivery command) {
            received.add(command);
            return command.punch().punchId().equals("late") ? CallbackReply.REFUSED_PENDING : CallbackReply.DONE;
        }
    }

    /** Punches of customer {@code m1}: {@code p1}, given up; {@code p2}, pending; {@code late}, which becomes pending. */
    @Bean
    RedeliverablePunches redeliverablePunches() {
        return new SomePunches();
    }

    /** Something waits for the default callback; the callback "erp" is set, too, and nothing waits for it. */
    @Bean
    WaitingPunches waitingPunches() {
        return new WaitingPunches() {
            @Override
            public boolean isSet(CallbackId callback) {
                return callback.isDefault() || callback.name().equals("erp");
            }

            @Override
            public boolean isAnyWaiting(CallbackId callback) {
                return callback.isDefault();
            }
        };
    }

    /** A customer's server that always answers so. */
    @Bean
    CallbackTester callbackTester() {
        return customerId -> new CallbackTester.TestOutcome(false, 403, 12, "{\"status\":\"error\"}", null);
    }

    /** Something on each of the other surfaces. */
    @RestController
    static class OtherSurfaces {

        @GetMapping("/api/v1/whoami")
        Map<String, Object> integrators(Caller.KeyHolder holder) {
            return Map.of("customer", holder.customerId(), "name", holder.name(), "role", holder.role());
        }

        @GetMapping("/api/audit/v1/whoami")
        Map<String, Object> auditors(Caller caller) {
            return Map.of("name", caller.name());
        }

        @PostMapping("/api/v1/broken")
        void broken() {
            throw new IllegalStateException("a secret of ours");
        }

        @GetMapping("/api/attendance/v1/heartbeat")
        Map<String, Object> device() {
            return Map.of("ok", true);
        }
    }
}
