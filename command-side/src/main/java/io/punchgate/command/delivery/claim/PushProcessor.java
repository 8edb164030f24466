package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.log.deadletter.DeadLetters;
import io.punchgate.runtime.start.PunchgateSettings;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the event processor of the push: it runs in one process, and soon in another if that one falls silent. */
@Configuration(proxyBeanMethods = false)
public class PushProcessor {

    @Bean
    ConfigurerModule pushProcessing(PushTokens tokens, DeadLetters deadLetters, PunchgateSettings settings) {
        return configurer -> register(
                configurer.eventProcessing(),
                tokens,
                deadLetters,
                processing().andBatchSize(TrackingProcessors.BATCH_EVENTS_MAX).andAutoStart(settings.push()));
    }

    /** Registers the processor with these settings; a failure of a handler is one of the processor. */
    public static void register(
            EventProcessingConfigurer processing,
            PushTokens tokens,
            DeadLetters deadLetters,
            TrackingEventProcessorConfiguration settings) {
        processing.registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance());
        processing.registerTokenStore(PushTokens.PROCESSOR, configuration -> tokens);
        TrackingProcessors.registerWithMemory(processing, tokens, PushTokens.PROCESSOR, deadLetters, settings);
    }

    /** The processor's own settings: one thread, which tries to take the claim at the claim's interval. */
    public static TrackingEventProcessorConfiguration processing() {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andTokenClaimInterval(PushClaim.TRY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
}
