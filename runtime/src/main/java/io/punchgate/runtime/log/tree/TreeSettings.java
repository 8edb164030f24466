package io.punchgate.runtime.log.tree;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the tree, as {@code punchgate.tree.*} properties.
 *
 * @param origin the name of the log and of the keys that sign its checkpoints; taken when the first key is made, and generated if
 *     not set then
 * @param integrateEvery the pause between two looks for events that are not in the tree yet
 * @param checkpointEvery the pause between two checkpoints, as long as the tree grows; one is signed on demand besides
 */
@ConfigurationProperties("punchgate.tree")
public record TreeSettings(
        @Nullable String origin,
        @DefaultValue("250ms") Duration integrateEvery,
        @DefaultValue("10s") Duration checkpointEvery) {}
