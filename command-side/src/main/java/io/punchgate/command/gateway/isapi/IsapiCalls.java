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
import io.punchgate.command.gateway.admission.LargeBodies;
import io.punchgate.command.gateway.json.DeviceAnswer;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import io.punchgate.command.gateway.servlet.DeviceRefused;
import io.punchgate.command.gateway.servlet.GuardedCall;
import io.punchgate.runtime.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

    private static final String PICTURES_DROPPED = "[pictures dropped] ";
    private static final int RAW_CHARACTERS_MAX = 1_000;

    private static final DeviceAnswer TOO_LARGE =
            DeviceAnswer.tooLarge("the body is over " + BODY_BYTES_MAX + " bytes");

    private final ReportInbox inbox;
    private final RowStore rows;
    private final DeviceBodies bodies;

    IsapiCalls(ReportInbox inbox, RowStore rows, DeviceBodies bodies) {
        this.inbox = inbox;
        this.rows = rows;
        this.bodies = bodies;
    }

    /**
     * Answers a push.
     *
     * @throws ReportUnavailable if nothing was stored, or it is unknown
     */
    DeviceAnswer answer(IsapiAddress address, HttpServletRequest request) throws IOException {
        Credential shown = Credential.path(Tokens.sha256Hex(address.pathToken()));
        Reporter from = new Reporter(address.sn(), shown, Transport.ISAPI, request.getRemoteAddr());
        if (GuardedCall.await(inbox.heartbeat(from)) instanceof DeviceReply.Refused refused) {
            return DeviceAnswer.refused(refused.refusal());
        }
        long announced = request.getContentLengthLong();
        if (announced > BODY_BYTES_MAX) {
            return TOO_LARGE;
        }
        try {
            String customer = bodies.customerOf(from);
            LargeBodies.Permit permit = bodies.permit(customer, announced < 0 ? BODY_BYTES_MAX : announced);
            try {
                EventBody body = EventBody.read(request.getContentType(), request.getInputStream(), BODY_BYTES_MAX);
                return body.bytes().length > BODY_BYTES_MAX ? TOO_LARGE : store(from, request.getContentType(), body);
            } finally {
                permit.release();
            }
        } catch (DeviceRefused e) {
            return DeviceAnswer.refused(e.refusal());
        }
    }

    private DeviceAnswer store(Reporter from, @Nullable String contentType, EventBody body) {
        return switch (body) {
            case EventBody.Whole whole ->
                switch (whole.notice()) {
                    case DeviceNotice.Heartbeat heartbeat -> DeviceAnswer.ok(Map.of());
                    case DeviceNotice.Event event -> store(from, event.row(), DeviceAnswer.ok(Map.of()));
                };
            case EventBody.Unreadable unreadable -> {
                InvalidReport why = unreadable.why();
                DecodedRow kept = new DecodedRow.Unreadable(raw(contentType, unreadable.bytes()), why.reason());
                yield store(from, kept, DeviceAnswer.of(why));
            }
        };
    }

    private DeviceAnswer store(Reporter from, DecodedRow row, DeviceAnswer stored) {
        return GuardedCall.await(rows.store(from, List.of(row))) instanceof DeviceReply.Refused refused
                ? DeviceAnswer.refused(refused.refusal())
                : stored;
    }

    /** The text that is kept of an unreadable body; of a multipart one nothing, for it holds faces. */
    private static String raw(@Nullable String contentType, byte[] body) {
        return contentType != null && contentType.startsWith("multipart/")
                ? PICTURES_DROPPED + contentType
                : new String(body, 0, Math.min(body.length, RAW_CHARACTERS_MAX), ISO_8859_1);
    }
}
