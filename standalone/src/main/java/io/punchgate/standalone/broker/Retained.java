package io.punchgate.standalone.broker;

import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;

/** Devices may ask for it, but what they say is in the event log, and nobody reads it here: nothing is retained. */
final class Retained {

    private Retained() {}

    static void forget(PublishInboundOutput publish) {
        if (publish.getPublishPacket().getRetain()) {
            publish.getPublishPacket().setRetain(false);
        }
    }

    static void forgetWill(ConnectInboundInput input, ConnectInboundOutput output) {
        output.getConnectPacket().getModifiableWillPublish().ifPresent(will -> will.setRetain(false));
    }
}
