package io.punchgate.command.delivery.webhook;

import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.delivery.Verdict;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges an answer. Receivers in the field answer with JSON under any content type, with bare text, and with {@code
 * done} under a 403 that means the contrary, so both the status and the body must agree. The other formats have a
 * convention of their own: any 2xx acknowledges, whatever the body.
 */
final class AckRule {

    private static final Set<String> WORDS = Set.of("done", "ok");
    private static final Set<Integer> REJECTIONS = Set.of(400, 409, 413, 422);
    private static final int GONE = 410;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private AckRule() {}

    /** The conclusion from the answer; null if it acknowledges. */
    static @Nullable Verdict judge(CallbackFormat format, int statusCode, String body) {
        return switch (format) {
            case REALTIME ->
                statusCode == 200 || statusCode == 201
                        ? (acknowledges(body) ? null : Verdict.REJECTED)
                        : failure(statusCode);
            case CLOUDEVENTS, STANDARD_WEBHOOKS, CLOUDEVENTS_BATCH ->
                statusCode / 100 == 2 ? null : failure(statusCode);
        };
    }

    private static Verdict failure(int statusCode) {
        if (statusCode == GONE) {
            return Verdict.GONE;
        }
        return REJECTIONS.contains(statusCode) ? Verdict.REJECTED : Verdict.UNREACHABLE;
    }

    private static boolean acknowledges(String body) {
        String text = (body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body).strip();
        if (isWord(text)) {
            return true;
        }
        if (text.isEmpty()) {
            return false;
        }
        try {
            return acknowledges(JSON.readTree(text));
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean acknowledges(JsonNode answer) {
        if (answer.isString()) {
            return isWord(answer.stringValue());
        }
        return answer.propertyStream()
                .filter(property -> property.getKey().equalsIgnoreCase("status"))
                .anyMatch(property -> property.getValue().isString()
                        && isWord(property.getValue().stringValue()));
    }

    private static boolean isWord(String text) {
        return WORDS.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
