package io.punchgate.command.delivery.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** An answer of which some has come. */
final class PartialAnswer {

    private @Nullable HttpResponse head;
    private AnswerBody body = new AnswerBody();

    /**
     * A complete answer.
     *
     * @param keptNanos for so long the connection is kept; 0: not at all
     */
    record Whole(Answer answer, long keptNanos) {}

    /** Adds a part. Returns the answer if it is complete now; those that only announce it are passed over. */
    @Nullable
    Whole add(HttpObject part) throws NoAnswer {
        if (part.decoderResult().isFailure()) {
            throw new NoAnswer(
                    "the answer cannot be read: " + part.decoderResult().cause());
        }
        if (part instanceof HttpResponse response) {
            head = response;
            body = new AnswerBody();
        }
        if (!(part instanceof HttpContent content) || head == null) {
            return null;
        }
        boolean all = body.add(content.content());
        if (all && !(content instanceof LastHttpContent)) {
            return null;
        }
        HttpResponse whole = head;
        head = null;
        return isInterim(whole) ? null : new Whole(Answer.of(whole, body.bytes()), all ? keptNanos(whole) : 0);
    }

    private static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !isSwitch(response);
    }

    private static boolean isSwitch(HttpResponse response) {
        return response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }

    private static long keptNanos(HttpResponse response) {
        return HttpUtil.isKeepAlive(response) && !isSwitch(response) ? KeepAlive.nanos(response) : 0;
    }
}
