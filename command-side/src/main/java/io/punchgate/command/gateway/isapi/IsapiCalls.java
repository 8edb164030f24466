package io.punchgate.command.gateway.isapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportInbox;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.RowStore;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.servlet.BoundedBody;
import io.punchgate.command.gateway.servlet.GuardedCall;
import io.punchgate.runtime.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns a device's pushes into reports; waits until what was reported is durable. A body is read only from a caller who was
 * found to be the device, and only few at a time: they hold pictures.
 */
@Component
final class IsapiCalls {

    /** Bytes of a body, pictures included; one more is too large. */
    static final int BODY_BYTES_MAX = 4 * 1024 * 1024;
    /** Bodies that are worked on at a time. */
    static final int BODIES_MAX = 16;

    private static final String PICTURES_DROPPED = "[pictures dropped] ";
    private static final int RAW_CHARACTERS_MAX = 1_000;

    private final ReportInbox inbox;
    private final RowStore rows;
    private final Semaphore bodies = new Semaphore(BODIES_MAX);

    IsapiCalls(ReportInbox inbox, RowStore rows) {
        this.inbox = inbox;
        this.rows = rows;
    }

    /**
     * Answers a push.
     *
     * @throws ReportUnavailable if nothing was stored, or it is unknown
     */
    DeviceAnswer answer(IsapiAddress address, HttpServletRequest request) throws IOException {
        Credential shown = Credential.path(Tokens.sha256Hex(address.pathToken()));
        Reporter from = new Reporter(address.sn(), shown, Transport.ISAPI);
        if (GuardedCall.await(inbox.heartbeat(from)) instanceof DeviceReply.Refused refused) {
            return DeviceAnswer.refused(refused.refusal());
        }
        if (!bodies.tryAcquire()) {
            throw new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, null);
        }
        try {
            byte @Nullable [] body = BoundedBody.read(request, BODY_BYTES_MAX);
            return body == null
                    ? DeviceAnswer.tooLarge("the body is over " + BODY_BYTES_MAX + " bytes")
                    : store(from, request.getContentType(), body);
        } finally {
            bodies.release();
        }
    }

    private DeviceAnswer store(Reporter from, @Nullable String contentType, byte[] body) {
        DeviceNotice notice;
        try {
            notice = IsapiReportDecoder.decode(IsapiFrameDecoder.json(contentType, body));
        } catch (InvalidReport e) {
            DecodedRow unreadable = new DecodedRow.Unreadable(raw(contentType, body), e.reason());
            DeviceReply kept = GuardedCall.await(rows.store(from, List.of(unreadable)));
            return kept instanceof DeviceReply.Refused refused
                    ? DeviceAnswer.refused(refused.refusal())
                    : DeviceAnswer.of(e);
        }
        return switch (notice) {
            case DeviceNotice.Heartbeat heartbeat -> DeviceAnswer.ok(Map.of());
            case DeviceNotice.Event event ->
                GuardedCall.await(rows.store(from, List.of(event.row()))) instanceof DeviceReply.Refused refused
                        ? DeviceAnswer.refused(refused.refusal())
                        : DeviceAnswer.ok(Map.of());
        };
    }

    /** The text that is kept of an unreadable body; of a multipart one nothing, for it holds faces. */
    private static String raw(@Nullable String contentType, byte[] body) {
        return contentType != null && contentType.startsWith("multipart/")
                ? PICTURES_DROPPED + contentType
                : new String(body, 0, Math.min(body.length, RAW_CHARACTERS_MAX), ISO_8859_1);
    }
}
