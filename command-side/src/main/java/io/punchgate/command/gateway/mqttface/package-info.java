/**
 * Face terminals that publish under {@code mqtt/face/} at an external broker: QoS 0, and acknowledgements of their own. It
 * knows messages and acknowledgements, not devices.
 */
@NullMarked
package io.punchgate.command.gateway.mqttface;

import org.jspecify.annotations.NullMarked;
