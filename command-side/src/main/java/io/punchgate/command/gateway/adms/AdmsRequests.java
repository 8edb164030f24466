package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.admission.LargeBodies;
import io.punchgate.command.gateway.servlet.DeviceBodies;
import io.punchgate.command.gateway.servlet.DeviceRefused;
import io.punchgate.runtime.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads who calls and what came along, and picks the call.
 */
@Component
final class AdmsRequests {

    /** Bytes of a body; one more is too large. */
    static final int BODY_BYTES_MAX = 4 * 1024 * 1024;
    /** Times as large as it came may a packed body be; rows of punches are packed to a thirtieth at most. */
    private static final int UNPACKED_TIMES_MAX = 100;

    private static final AdmsAnswer TOO_LARGE = AdmsAnswer.failure(413, "too large");

    private final AdmsCalls calls;
    private final DeviceBodies bodies;

    AdmsRequests(AdmsCalls calls, DeviceBodies bodies) {
        this.calls = calls;
        this.bodies = bodies;
    }

    /**
     * Answers a request.
     *
     * @throws AdmsRefusal if the caller is not the device, or may not do that
     * @throws ReportUnavailable if nothing was stored, or it is unknown
     */
    AdmsAnswer answer(AdmsAddress address, HttpServletRequest request) throws IOException {
        AdmsQuery query = AdmsQuery.of(request.getQueryString());
        Reporter from = reporter(address, query.value("sn"), request.getRemoteAddr());
        if (!request.getMethod().equals("POST")) {
            return address.operation() == AdmsOperation.CDATA
                    ? calls.handshake(from, query)
                    : answer(address.operation(), from, query, new byte[0]);
        }
        try {
            return bodies.read(
                    from, request, BODY_BYTES_MAX, body -> withBody(address.operation(), from, query, request, body));
        } catch (DeviceRefused e) {
            throw new AdmsRefusal(e.refusal());
        }
    }

    private AdmsAnswer withBody(
            AdmsOperation operation, Reporter from, AdmsQuery query, HttpServletRequest request, byte @Nullable [] body)
            throws IOException {
        if (body == null) {
            calls.requireDevice(from);
            return TOO_LARGE;
        }
        return switch (PackedBody.of(request.getHeader("Content-Encoding"), body)) {
            case PackedBody.Plain plain -> answer(operation, from, query, body);
            case PackedBody.Gzip gzip -> unpacked(operation, from, query, gzip, body.length);
            case PackedBody.Unknown unknown -> {
                calls.requireDevice(from);
                yield AdmsAnswer.failure(415, "content encoding not supported");
            }
        };
    }

    /** Unpacking costs many times the bytes that came: only for a device, and only so much at a time. */
    private AdmsAnswer unpacked(
            AdmsOperation operation, Reporter from, AdmsQuery query, PackedBody.Gzip gzip, int packedBytes)
            throws IOException {
        int bytesMax = (int) Math.min(BODY_BYTES_MAX, (long) UNPACKED_TIMES_MAX * packedBytes);
        LargeBodies.Permit permit = bodies.permit(bodies.customerOf(from), bytesMax);
        try {
            byte @Nullable [] unpacked = gzip.unpacked(bytesMax);
            return unpacked == null ? TOO_LARGE : answer(operation, from, query, unpacked);
        } finally {
            permit.release();
        }
    }

    private AdmsAnswer answer(AdmsOperation operation, Reporter from, AdmsQuery query, byte[] body) {
        return switch (operation) {
            case CDATA -> calls.upload(from, query, body);
            case GETREQUEST -> calls.instructions(from);
            case DEVICECMD -> calls.instructionResults(from, query, body);
            case QUERYDATA -> calls.queriedData(from, query, body);
            case RTDATA -> calls.realTimeData(from, query);
            case REGISTRY -> calls.registry(from);
            case PUSH, PING, EXCHANGE, FDATA -> calls.acknowledged(from);
        };
    }

    private Reporter reporter(AdmsAddress address, String sn, String remote) {
        if (!Reporter.isSerialNumber(sn)) {
            calls.noteNameless(sn, remote);
            throw new AdmsRefusal(Refusal.UNAUTHORIZED);
        }
        @Nullable String token = address.pathToken();
        Credential shown = token == null ? Credential.serial(remote) : Credential.path(Tokens.sha256Hex(token));
        return new Reporter(sn, shown, Transport.ADMS, remote);
    }
}
