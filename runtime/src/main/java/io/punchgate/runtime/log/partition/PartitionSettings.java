package io.punchgate.runtime.log.partition;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The size of the partitions that are made from now on.
 *
 * @param logEvents events in each of the log's
 * @param viewEvents events of which each partition of a read model tells: more, as lists by a person or a punch's time look into
 *     all of them
 */
@ConfigurationProperties("punchgate.partition")
public record PartitionSettings(
        @DefaultValue("" + EventPartitions.POSITIONS_EACH) long logEvents,
        @DefaultValue("400000000") long viewEvents) {}
