package io.punchgate.standalone.broker;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.punchgate.command.gateway.mqtt.MqttAccess;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first packet of a connection: who is there. Once that is told, a {@link DeviceConnection} takes over. */
final class ConnectHandler extends ChannelInboundHandlerAdapter {

    /** How long a client may take to say who it is. */
    static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(10);
    /** Packets that a client may send before it is answered. */
    static final int EARLY_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectHandler.class);

    private final Gateway gateway;
    private final Sessions sessions;
    private final Deque<Object> early = new ArrayDeque<>();
    private boolean connecting;
    private @Nullable ScheduledFuture<?> deadline;

    ConnectHandler(Gateway gateway, Sessions sessions) {
        this.gateway = gateway;
        this.sessions = sessions;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor()
                .schedule(() -> Wire.close(context), CONNECT_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        if (connecting && early.size() < EARLY_MAX) {
            early.add(packet);
        } else if (!connecting
                && packet instanceof MqttConnectMessage connect
                && connect.decoderResult().isSuccess()) {
            connecting = true;
            context.channel().config().setAutoRead(false);
            authenticate(context, connect);
        } else {
            ReferenceCountUtil.release(packet);
            Wire.close(context);
        }
    }

    private void authenticate(ChannelHandlerContext context, MqttConnectMessage connect) {
        String address = context.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : null;
        @Nullable String username = connect.payload().userName();
        var login =
                new MqttAccess.Login(connect.payload().clientIdentifier(), username, Hello.password(connect), address);
        Hello hello = Hello.of(connect);
        var unused = gateway.access()
                .admits(login)
                .whenComplete((admitted, failure) -> context.executor().execute(() -> {
                    if (failure != null) {
                        LOG.warn("whether an MQTT client may log in cannot be told now: {}", failure.toString());
                        refuse(context, hello, Refusal.UNAVAILABLE);
                    } else if (!admitted || username == null || isOwn(username)) {
                        refuse(context, hello, Refusal.BAD_LOGIN);
                    } else if (hello.will() != null
                            && !gateway.access()
                                    .mayPublish(username, hello.will().topic())) {
                        refuse(context, hello, Refusal.BAD_WILL);
                    } else {
                        accept(context, hello, username);
                    }
                }));
    }

    /** Nobody but devices has business here: we ourselves need no connection. */
    private static boolean isOwn(String username) {
        return username.startsWith("$");
    }

    private enum Refusal {
        UNAVAILABLE,
        BAD_LOGIN,
        BAD_WILL;

        MqttConnectReturnCode code(boolean five) {
            return switch (this) {
                case UNAVAILABLE ->
                    five
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5
                            : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
                case BAD_LOGIN ->
                    five
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                            : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
                case BAD_WILL ->
                    five
                            ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                            : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
            };
        }
    }

    private static void refuse(ChannelHandlerContext context, Hello hello, Refusal refusal) {
        MqttMessage answer = Packets.connAck(refusal.code(hello.isFive()), false, MqttProperties.NO_PROPERTIES);
        Wire.sendAndClose(context, answer);
    }

    private void accept(ChannelHandlerContext context, Hello hello, String sn) {
        if (!context.channel().isActive()) {
            return;
        }
        cancelDeadline();
        if (hello.keepAliveSeconds() > 0) {
            // MQTT: one and a half times the keep alive.
            context.pipeline()
                    .addLast(new IdleStateHandler(hello.keepAliveSeconds() * 1_500L, 0, 0, TimeUnit.MILLISECONDS));
        }
        DeviceConnection connection = new DeviceConnection(sn, hello, gateway, sessions);
        context.pipeline().addLast(connection);
        connection.open(context.pipeline().context(connection));
        while (!early.isEmpty()) {
            context.fireChannelRead(early.remove());
        }
        context.channel().config().setAutoRead(true);
        context.pipeline().remove(this);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection over MQTT failed", cause);
        Wire.close(context);
    }
}
