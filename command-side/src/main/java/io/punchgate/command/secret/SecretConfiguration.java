package io.punchgate.command.secret;

import io.punchgate.runtime.log.axon.TrackingProcessors;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up the processor that keeps the table of uses. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    static final String SCHEMA = "command";

    @Bean
    ConfigurerModule secretProcessing(DataSource dataSource, Serializer serializer) {
        return configurer -> configurer
                .eventProcessing()
                .registerListenerInvocationErrorHandler(
                        SecretUses.PROCESSING_GROUP, configuration -> PropagatingErrorHandler.instance())
                .registerTokenStore(
                        SecretUses.PROCESSING_GROUP,
                        configuration -> TrackingProcessors.tokens(dataSource, serializer, SCHEMA)
                                .build())
                .registerTrackingEventProcessor(
                        SecretUses.PROCESSING_GROUP,
                        org.axonframework.config.Configuration::eventStore,
                        configuration -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                .andBatchSize(TrackingProcessors.BATCH_EVENTS_MAX));
    }
}
