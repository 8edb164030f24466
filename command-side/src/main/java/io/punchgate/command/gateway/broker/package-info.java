/**
 * The client at an external MQTT broker, for the dialects that use one: address and login, coming back, subscriptions.
 *
 * <p>It never knows a topic or a message of any dialect.
 */
@NullMarked
package io.punchgate.command.gateway.broker;

import org.jspecify.annotations.NullMarked;
