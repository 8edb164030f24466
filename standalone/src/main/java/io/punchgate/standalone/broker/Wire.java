package io.punchgate.standalone.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.handler.codec.mqtt.MqttMessage;

/** Sending and closing, where nobody waits for the outcome: a connection that fails tells so by itself. */
final class Wire {

    private Wire() {}

    static void write(ChannelOutboundInvoker to, MqttMessage packet) {
        var unused = to.write(packet, to.voidPromise());
    }

    static void send(ChannelOutboundInvoker to, MqttMessage packet) {
        var unused = to.writeAndFlush(packet, to.voidPromise());
    }

    static void sendAndClose(ChannelOutboundInvoker to, MqttMessage packet) {
        var unused = to.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE);
    }

    static void close(ChannelOutboundInvoker connection) {
        var unused = connection.close();
    }
}
