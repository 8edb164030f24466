/**
 * The native MQTT transport: it decodes what devices publish, hands it to the inbox, and tells which client may use which
 * topic. The embedded broker of the standalone run and an external one both stand before it.
 *
 * <p>It must never know HTTP's answers, another dialect, or how a punch is decided.
 */
@NullMarked
package io.punchgate.command.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
