package io.punchgate.runtime.start;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of an operator, as {@code punchgate.*} properties or {@code PUNCHGATE_*} environment variables.
 *
 * @param adminToken the operator's bearer token; null: generated into the data directory
 * @param dataDir where the embedded database and generated secrets live
 * @param demo whether a demo customer and device are registered, and callbacks may reach loopback
 * @param push whether this process may be the one that pushes
 * @param callbackAllow CIDR blocks that callbacks may reach although they are private
 */
@ConfigurationProperties("punchgate")
public record PunchgateSettings(
        @Nullable String adminToken,
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("false") boolean demo,
        @DefaultValue("true") boolean push,
        @DefaultValue List<String> callbackAllow) {}
