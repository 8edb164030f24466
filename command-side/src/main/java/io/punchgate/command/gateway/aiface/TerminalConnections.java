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

/** What a new connection is made of: HTTP, and after an upgrade WebSocket; read at will, one message at a time. */
record TerminalConnections(TerminalCalls calls, AuthenticationFailures failures, AiFaceTimeouts patience) {

    /** Bytes of a message, in however many frames: a record and its picture. */
    static final int MESSAGE_BYTES_MAX = 1024 * 1024;

    static final String CHAT = "/pub/chat";
    static final String API = "/pub/api";

    /** The name of the handler that watches for silence. */
    static final String IDLE = "idle";

    void begin(SocketChannel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(IDLE, new IdleStateHandler(patience.greeting().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(MESSAGE_BYTES_MAX));
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(new PostedMessages(calls, failures));
        pipeline.addLast(new WebSocketServerProtocolHandler(webSocket()));
        pipeline.addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_MAX));
        pipeline.addLast(new ChatSession(calls, failures, patience));
    }

    /** Some clones send frames unmasked. */
    private WebSocketServerProtocolConfig webSocket() {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(CHAT)
                .checkStartsWith(true)
                .handshakeTimeoutMillis(patience.greeting().toMillis())
                .decoderConfig(WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                        .allowMaskMismatch(true)
                        .allowExtensions(false)
                        .build())
                .build();
    }
}
