package io.punchgate.command.delivery.claim;

import io.punchgate.runtime.log.axon.TrackingProcessors;
import io.punchgate.runtime.start.PunchgateSettings;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event processor of the push: in one process at a time, and soon in another where that one falls silent. */
@Configuration(proxyBeanMethods = false)
public class PushProcessor {

    @Bean
    ConfigurerModule pushProcessing(PushTokens tokens, PunchgateSettings settings) {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .registerTokenStore(PushTokens.PROCESSOR, configuration -> tokens)
                .registerTrackingEventProcessor(
                        PushTokens.PROCESSOR,
                        org.axonframework.config.Configuration::eventStore,
                        configuration -> processing()
                                .andBatchSize(TrackingProcessors.BATCH_EVENTS_MAX)
                                .andAutoStart(settings.push()));
    }

    public static TrackingEventProcessorConfiguration processing() {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andTokenClaimInterval(PushClaim.LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
}
