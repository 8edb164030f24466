package io.punchgate.command.gateway.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.ReportedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that has only one reading: valid UTF-8, no key twice, no NaN, nothing after the end. A byte order mark is
 * tolerated, for firmware sends it.
 */
public final class StrictJson {

    private static final int NESTING_MAX = 64;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private StrictJson() {}

    /**
     * Reads one JSON value.
     *
     * @throws InvalidReport if the bytes are anything else
     */
    public static JsonNode read(byte[] bytes) {
        String text = text(bytes);
        try {
            JsonNode json =
                    MAPPER.readTree(text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1));
            if (json == null || json.isMissingNode()) {
                throw InvalidReport.json("the body is empty");
            }
            return json;
        } catch (JacksonException e) {
            throw InvalidReport.json("the body is not valid JSON, or a key stands twice, " + placeOf(e));
        }
    }

    /** The place of the fault. The parser's own words speak of its settings, which tell a device's maker nothing. */
    private static String placeOf(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return place == null ? "at its end" : "at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /**
     * Reads one JSON object.
     *
     * @throws InvalidReport if the bytes are anything else
     */
    public static JsonNode readObject(byte[] bytes) {
        JsonNode json = read(bytes);
        if (!json.isObject()) {
            throw InvalidReport.json("the body is not a JSON object");
        }
        return json;
    }

    /** The value of a key; a null value is an absent one. */
    public static @Nullable JsonNode given(JsonNode object, String key) {
        @Nullable JsonNode value = object.get(key);
        return value == null || value.isNull() ? null : value;
    }

    /** Writes an answer. */
    public static byte[] write(Map<String, ?> answer) {
        return MAPPER.writeValueAsBytes(answer);
    }

    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InvalidReport.json("the body is not valid UTF-8");
        }
    }

    /** The trimmed text of a key, for firmware that writes numbers as texts or the other way; null where there is neither. */
    public static @Nullable String textOrNumber(JsonNode object, String key) {
        @Nullable JsonNode value = object.get(key);
        if (value == null || !(value.isString() || value.isNumber())) {
            return null;
        }
        // Firmware that knows one kind of number writes a whole one with a fraction of zero: 1001.0 is 1001.
        return value.isFloatingPointNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()
                ? Long.toString(value.longValue())
                : ReportedText.trimmed(value.asString());
    }
}
