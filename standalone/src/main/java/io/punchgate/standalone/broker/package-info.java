/**
 * The MQTT broker of the standalone run. It serves devices and nobody else, so it stores rather than forwards: a device has
 * its acknowledgement after the durable append. What messages mean, it leaves to the gateway.
 */
@NullMarked
package io.punchgate.standalone.broker;

import org.jspecify.annotations.NullMarked;
