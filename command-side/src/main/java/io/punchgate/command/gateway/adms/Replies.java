package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.DeviceReply;
import io.punchgate.command.gateway.ReportUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for the inbox; blocks the calling thread, which is a virtual one. */
final class Replies {

    private Replies() {}

    /**
     * The reply, once it is durable.
     *
     * @throws ReportUnavailable if nothing was stored, or it is unknown
     */
    static <T> T await(CompletableFuture<T> reply) {
        try {
            return reply.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ReportUnavailable unavailable) {
                throw unavailable;
            }
            throw new ReportUnavailable(ReportUnavailable.RETRY_AFTER_DEFAULT, e);
        }
    }

    /**
     * The same reply.
     *
     * @throws Refused if that is what it says
     */
    static DeviceReply admitted(DeviceReply reply) {
        if (reply instanceof DeviceReply.Refused refused) {
            throw new Refused(refused.refusal());
        }
        return reply;
    }

    /**
     * Looks through several.
     *
     * @throws Refused if one of them says so
     */
    static void admitted(List<DeviceReply> replies) {
        replies.forEach(Replies::admitted);
    }
}
