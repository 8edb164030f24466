package io.punchgate.command.gateway.aiface;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.aiface.TerminalReply.Outcome;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns a terminal's messages into reports, and the replies into messages, once what was reported is durable. */
@Component
final class AiFaceCalls {

    private static final Logger LOG = LoggerFactory.getLogger(AiFaceCalls.class);

    /** A picture in base64: no other text of a terminal is as long. */
    private static final Pattern PICTURE = Pattern.compile("\"[A-Za-z0-9+/=:;,]{200,}+\"?");

    private final ReportInbox inbox;
    private final RowStore rows;
    private final Clock clock;

    AiFaceCalls(ReportInbox inbox, RowStore rows, Clock clock) {
        this.inbox = inbox;
        this.rows = rows;
        this.clock = clock;
    }

    /** Answers a message of the terminal of that serial number. The future never fails. */
    CompletableFuture<TerminalReply> answer(@Nullable String sn, String address, TerminalMessage message) {
        if (sn == null || !Reporter.isSerialNumber(sn)) {
            inbox.noteNameless(sn, Transport.AIFACE, address);
            return CompletableFuture.completedFuture(refused(Refusal.UNAUTHORIZED, message));
        }
        Reporter from = new Reporter(sn, Credential.serial(address), Transport.AIFACE);
        return inbox.config(from)
                .thenCompose(reply -> switch (reply) {
                    case DeviceReply.Refused refused ->
                        CompletableFuture.completedFuture(refused(refused.refusal(), message));
                    case DeviceReply.Config config ->
                        admitted(from, ZoneId.of(config.settings().timeZone()), message);
                    default -> throw new IllegalStateException("a question for the settings is answered by them");
                })
                .exceptionally(AiFaceCalls::unavailable);
    }

    /** Answers what is no message; it is kept if the terminal is known. The future never fails. */
    CompletableFuture<TerminalReply> unreadable(@Nullable String sn, String address, byte[] bytes, InvalidReport why) {
        TerminalReply reply = new TerminalReply(Outcome.UNREADABLE, ServerMessage.unreadable(why.reason()));
        @Nullable String named = sn == null ? AiFaceFrameDecoder.serialNumberIn(bytes) : sn;
        if (named == null || !Reporter.isSerialNumber(named)) {
            return CompletableFuture.completedFuture(reply);
        }
        Reporter from = new Reporter(named, Credential.serial(address), Transport.AIFACE);
        return rows.store(from, List.of(new DecodedRow.Unreadable(withoutPictures(bytes), why.reason())))
                .handle((kept, failure) -> reply);
    }

    private static String withoutPictures(byte[] bytes) {
        return PICTURE.matcher(new String(bytes, UTF_8)).replaceAll("\"\"");
    }

    private CompletableFuture<TerminalReply> admitted(Reporter from, ZoneId zone, TerminalMessage message) {
        return switch (message) {
            case TerminalMessage.Registration reg -> done(ServerMessage.registered(clock.instant(), zone));
            case TerminalMessage.Other other -> done(ServerMessage.acknowledged(other.cmd(), clock.instant(), zone));
            case TerminalMessage.Answer answer -> done(null);
            case TerminalMessage.Log log ->
                rows.store(from, log.rows())
                        .thenApply(reply -> reply instanceof DeviceReply.Refused refused
                                ? refused(refused.refusal(), message)
                                : TerminalReply.done(stored(log, zone)));
        };
    }

    /** A page is acknowledged by asking for the next one; an empty one was the last. */
    private @Nullable Map<String, Object> stored(TerminalMessage.Log log, ZoneId zone) {
        if (!log.asked()) {
            return ServerMessage.stored(log, clock.instant(), zone);
        }
        return log.rows().isEmpty() ? null : ServerMessage.fetch(false);
    }

    /** A registration is answered always, and nothing else: so the terminal stays, and keeps its log. */
    private static TerminalReply refused(Refusal refusal, TerminalMessage message) {
        return new TerminalReply(
                refusal == Refusal.UNAUTHORIZED ? Outcome.UNAUTHORIZED : Outcome.REFUSED,
                message instanceof TerminalMessage.Registration ? ServerMessage.registeredUnknown() : null);
    }

    private static CompletableFuture<TerminalReply> done(@Nullable Map<String, Object> message) {
        return CompletableFuture.completedFuture(TerminalReply.done(message));
    }

    private static TerminalReply unavailable(Throwable failure) {
        LOG.warn("A report of an AiFace terminal was not stored, or it is unknown: {}", failure.toString());
        return new TerminalReply(Outcome.UNAVAILABLE, null);
    }
}
