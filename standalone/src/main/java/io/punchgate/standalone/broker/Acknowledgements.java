package io.punchgate.standalone.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements of one connection, sent in the order in which the messages came, as MQTT wants it, each once its
 * message is stored. While too many wait, nothing more is read. Used by the connection's event loop only.
 */
final class Acknowledgements {

    /** Messages of one connection that are being stored. */
    static final int WAITING_MAX = 128;

    private final ChannelHandlerContext context;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    Acknowledgements(ChannelHandlerContext context) {
        this.context = context;
    }

    /** A message that is being stored. */
    static final class Waiting {
        private final @Nullable MqttMessage acknowledgement;
        private boolean stored;

        private Waiting(@Nullable MqttMessage acknowledgement) {
            this.acknowledgement = acknowledgement;
        }
    }

    /** A message came; null where its quality of service wants no acknowledgement. */
    Waiting await(@Nullable MqttMessage acknowledgement) {
        Waiting added = new Waiting(acknowledgement);
        waiting.add(added);
        if (waiting.size() >= WAITING_MAX) {
            context.channel().config().setAutoRead(false);
        }
        return added;
    }

    /** The message is stored. */
    void stored(Waiting message) {
        message.stored = true;
        for (@Nullable Waiting head = waiting.peek(); head != null && head.stored; head = waiting.peek()) {
            waiting.remove();
            if (head.acknowledgement != null) {
                Wire.write(context, head.acknowledgement);
            }
        }
        context.flush();
        if (waiting.size() <= WAITING_MAX / 2) {
            context.channel().config().setAutoRead(true);
        }
    }
}
