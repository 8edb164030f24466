package io.punchgate.command.gateway.aiface;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.punchgate.command.gateway.AuthenticationFailures;
import java.util.concurrent.TimeUnit;

/** The handlers of a new connection: HTTP, and after an upgrade WebSocket; read at will, one message at a time. */
record TerminalConnections(AiFaceCalls calls, AuthenticationFailures failures, AiFaceTimeouts timeouts) {

    /** Bytes of a message, in however many frames: a record and its picture. */
    static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    void begin(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(
                ChatSession.IDLE,
                new IdleStateHandler(timeouts.firstRequest().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(MESSAGE_BYTES_MAX));
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(new PostedMessages(calls, failures));
        pipeline.addLast(new WebSocketServerProtocolHandler(webSocket()));
        pipeline.addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX));
        pipeline.addLast(new ChatSession(calls, failures, timeouts));
    }

    /** Some clones send frames unmasked. */
    private WebSocketServerProtocolConfig webSocket() {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(PostedMessages.CHAT)
                .checkStartsWith(true)
                .handshakeTimeoutMillis(timeouts.firstRequest().toMillis())
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                        .allowMaskMismatch(true)
                        .allowExtensions(false)
                        .build())
                .build();
    }
}
