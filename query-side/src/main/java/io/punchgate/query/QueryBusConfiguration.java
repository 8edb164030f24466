package io.punchgate.query;

import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the bus of queries, unless Axon Server is on: its own bus then takes this one's place. */
@Configuration(proxyBeanMethods = false)
class QueryBusConfiguration {

    /**
     * Handles queries on the thread that asks, without a transaction. Axon's default opens one around each handler, which
     * would hold a connection while the handler waits for its projection.
     */
    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
    QueryBus queryBus() {
        return SimpleQueryBus.builder().build();
    }
}
