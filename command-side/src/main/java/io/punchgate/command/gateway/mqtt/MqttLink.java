package io.punchgate.command.gateway.mqtt;

import java.util.concurrent.CompletableFuture;

/** A way to the devices that speak MQTT: our client at an external broker, or the embedded broker. */
public interface MqttLink {

    /** True if devices are served over it now. */
    boolean isServing();

    /** True if a message for that device comes to it now, as far as the link can tell. */
    boolean reaches(String sn);

    /** Publishes an instruction to the device with QoS 1; completes once the next hop has it. */
    CompletableFuture<Void> publish(String sn, byte[] instruction);
}
