package io.punchgate.command.gateway.tcp;

import io.punchgate.command.gateway.json.DeviceAnswer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answers under way on a connection, in the order of their requests. Only the connection's event loop touches it. */
final class AnswerQueue {

    /** Punches under way on a connection, a request without any counted as one; at so many no more is read. */
    static final int UNDER_WAY_MAX = 512;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * An answer to come.
     *
     * @param quiet whether the answer is left out if it says no more than that all went well
     */
    record Waiting(
            CompletableFuture<DeviceAnswer> answer,
            @Nullable JsonNode id,
            int punches,
            boolean quiet) {}

    void add(CompletableFuture<DeviceAnswer> answer, TcpRequest request) {
        boolean quiet = request instanceof TcpRequest.Call call && call.op() == TcpRequest.Op.RESULT;
        add(new Waiting(answer, request.id(), punches(request), quiet));
    }

    void add(Waiting next) {
        waiting.add(next);
        underWay += next.punches();
    }

    /** The first, once it is there; else null. */
    @Nullable
    Waiting poll() {
        @Nullable Waiting first = waiting.peek();
        if (first == null || !first.answer().isDone()) {
            return null;
        }
        waiting.remove();
        underWay -= first.punches();
        return first;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return underWay >= UNDER_WAY_MAX;
    }

    private static int punches(TcpRequest request) {
        if (request instanceof TcpRequest.Call call && call.op() == TcpRequest.Op.PUNCHES) {
            @Nullable JsonNode rows = call.body().get("punches");
            return rows == null ? 1 : Math.max(1, rows.size());
        }
        return 1;
    }
}
