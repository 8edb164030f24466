package io.punchgate.command.gateway.anviz;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of Anviz devices.
 *
 * @param anvizPort where they connect in their client mode, 5010 by their menus; 0: any free port; negative: nowhere
 * @param anvizConnectionsMax connections at a time; one more is closed at once
 */
@ConfigurationProperties("punchgate")
record AnvizSettings(
        @DefaultValue("-1") int anvizPort,
        @DefaultValue("1000") int anvizConnectionsMax) {}
