/**
 * The native MQTT transport: what devices publish, decoded and handed to the inbox, and which client may use which topic.
 * It knows neither HTTP's answers nor another transport.
 */
@NullMarked
package io.punchgate.command.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
