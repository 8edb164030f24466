package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply.Refusal;
import io.punchgate.api.device.Transport;
import io.punchgate.command.gateway.ReportUnavailable;
import io.punchgate.command.gateway.Reporter;
import io.punchgate.command.gateway.servlet.BoundedBody;
import io.punchgate.runtime.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads who calls and what came along, and picks the call. A large body is read only from a caller who was found to be a
 * device, and only few of them at a time: else anyone could fill the memory.
 */
@Component
final class AdmsRequests {

    /** Bytes of a body; one more is too large. */
    static final int BODY_BYTES_MAX = 4 * 1024 * 1024;
    /** A longer body is large. */
    static final int SMALL_BODY_BYTES_MAX = 64 * 1024;
    /** Large bodies that are worked on at a time. */
    static final int LARGE_BODIES_MAX = 16;

    private static final AdmsAnswer TOO_LARGE = AdmsAnswer.failure(413, "too large");

    private final AdmsCalls calls;
    private final Semaphore largeBodies = new Semaphore(LARGE_BODIES_MAX);

    AdmsRequests(AdmsCalls calls) {
        this.calls = calls;
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
        long announced = request.getContentLengthLong();
        if (announced >= 0 && announced <= SMALL_BODY_BYTES_MAX) {
            return withBody(address.operation(), from, query, request);
        }
        calls.requireDevice(from);
        if (!largeBodies.tryAcquire()) {
            throw new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, null);
        }
        try {
            return withBody(address.operation(), from, query, request);
        } finally {
            largeBodies.release();
        }
    }

    private AdmsAnswer withBody(AdmsOperation operation, Reporter from, AdmsQuery query, HttpServletRequest request)
            throws IOException {
        byte @Nullable [] body = BoundedBody.read(request, BODY_BYTES_MAX);
        if (body == null) {
            return TOO_LARGE;
        }
        return switch (PackedBody.of(request.getHeader("Content-Encoding"), body)) {
            case PackedBody.Plain plain -> answer(operation, from, query, body);
            case PackedBody.Gzip gzip -> {
                // Unpacking costs many times the bytes that came: only for a device.
                calls.requireDevice(from);
                byte @Nullable [] unpacked = gzip.unpacked(BODY_BYTES_MAX);
                yield unpacked == null ? TOO_LARGE : answer(operation, from, query, unpacked);
            }
            case PackedBody.Unknown unknown -> {
                calls.requireDevice(from);
                yield AdmsAnswer.failure(415, "content encoding not supported");
            }
        };
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

    private static Reporter reporter(AdmsAddress address, String sn, String remote) {
        if (!Reporter.isSerialNumber(sn)) {
            throw new AdmsRefusal(Refusal.UNAUTHORIZED);
        }
        @Nullable String token = address.pathToken();
        Credential shown = token == null ? Credential.serial(remote) : Credential.path(Tokens.sha256Hex(token));
        return new Reporter(sn, shown, Transport.ADMS);
    }
}
