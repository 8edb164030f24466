/**
 * Face terminals that publish under {@code mqtt/face/} at an external broker: QoS 0, and acknowledgements of their own.
 *
 * <p>It knows messages and acknowledgements. It must never know how a device is admitted or a punch decided, nor another
 * dialect.
 */
@NullMarked
package io.punchgate.command.gateway.mqttface;

import org.jspecify.annotations.NullMarked;
