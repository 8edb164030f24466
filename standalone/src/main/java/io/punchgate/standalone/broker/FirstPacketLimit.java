package io.punchgate.standalone.broker;

import com.hivemq.bootstrap.netty.ChannelHandlerNames;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;

/**
 * Closes the connection of a client whose first packet, the one that it logs in with, is longer than any device's. The broker
 * knows one limit for all packets, and keeps a packet in memory until it has all of it; later ones it reads only once the client
 * is admitted.
 *
 * <p>The broker lets nobody into its connections, so Netty does. Public, for Netty makes it by its class name, which stands in
 * {@code META-INF/services}.
 */
public final class FirstPacketLimit extends ChannelInitializerExtension {

    /** The length, in bytes, after the fixed header. With a client id, a user name, a password and a last will, 1 KiB is much. */
    static final int BYTES_MAX = 16 * 1024;

    /** Has Netty look for such extensions; before the first port is opened. */
    static void install() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /** Called before the connection's own handlers are added. Other ports' connections have no decoder of that name. */
    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel initialized) {
                ChannelPipeline handlers = initialized.pipeline();
                if (handlers.get(ChannelHandlerNames.MQTT_MESSAGE_DECODER) != null) {
                    handlers.addBefore(ChannelHandlerNames.MQTT_MESSAGE_DECODER, null, new FirstPacket());
                }
            }
        });
    }

    /** Reads the length in the fixed header of the first packet: a byte of its type, then one to four of seven bits each. */
    private static final class FirstPacket extends ChannelInboundHandlerAdapter {

        private static final int HEADER_BYTES_MAX = 5;
        private static final int BITS = 7;
        private static final int VALUE = 0x7F;

        private int headerBytes;
        private int length;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes && isLengthKnown(bytes)) {
                if (length > BYTES_MAX) {
                    bytes.release();
                    var unused = context.close();
                    return;
                }
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }

        private boolean isLengthKnown(ByteBuf bytes) {
            for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
                headerBytes++;
                if (headerBytes > 1) {
                    byte next = bytes.getByte(at);
                    length |= (next & VALUE) << (BITS * (headerBytes - 2));
                    if (next >= 0 || headerBytes == HEADER_BYTES_MAX) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
