package io.punchgate.bench.customer;

/** Finds the punches in the body of a push, in each of its formats; no more of it is understood than must be. */
final class PushBody {

    private PushBody() {}

    /** Tells of each punch, in the order of the body. */
    static void read(String body, long at, Receiver receiver) {
        if (body.startsWith("[")) {
            readBatch(body, at, receiver);
        } else if (body.contains("\"specversion\"")) {
            receiver.received(event(body, at));
        } else {
            receiver.received(new ReceivedPunch(
                    textAfter(body, "\"OperationID\":\""),
                    textAfter(body, "\"SerialNumber\":\""),
                    textAfter(body, "\"UserId\":\""),
                    at));
        }
    }

    /** Each object that stands in the array itself is an event. */
    private static void readBatch(String body, long at, Receiver receiver) {
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < body.length(); i++) {
            char character = body.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (quoted) {
                i += character == '\\' ? 1 : 0;
            } else if (character == '{') {
                from = depth == 0 ? i : from;
                depth++;
            } else if (character == '}') {
                depth--;
                if (depth == 0) {
                    receiver.received(event(body.substring(from, i + 1), at));
                }
            }
        }
    }

    private static ReceivedPunch event(String event, long at) {
        return new ReceivedPunch(
                textAfter(event, "\"id\":\""), textAfter(event, "\"sn\":\""), textAfter(event, "\"user_id\":\""), at);
    }

    private static String textAfter(String body, String key) {
        int at = body.indexOf(key);
        int from = at + key.length();
        return at < 0 ? "" : body.substring(from, body.indexOf('"', from));
    }
}
