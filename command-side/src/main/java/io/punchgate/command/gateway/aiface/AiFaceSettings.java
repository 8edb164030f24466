package io.punchgate.command.gateway.aiface;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of AiFace terminals.
 *
 * @param aifacePort where they connect, over WebSocket or HTTP; 0: any free port; negative: nowhere
 * @param aifaceConnectionsMax connections at a time; one more is closed at once
 */
@ConfigurationProperties("punchgate")
record AiFaceSettings(
        @DefaultValue("-1") int aifacePort,
        @DefaultValue("1000") int aifaceConnectionsMax) {}
