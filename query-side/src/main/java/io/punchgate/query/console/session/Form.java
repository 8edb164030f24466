package io.punchgate.query.console.session;

import io.punchgate.runtime.web.Problem;
import io.punchgate.runtime.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The fields that a form of ours sent, of bounded size. */
public record Form(QueryParameters fields) {

    /** Under this name it is an attribute of the request. */
    public static final String ATTRIBUTE = "console.form";

    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int TEXT_MAX = 1_024;

    /**
     * Reads the body.
     *
     * @throws Problem 415 or 413 if it is no form, or too large
     */
    static Form read(HttpServletRequest request) throws IOException {
        @Nullable String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw Problem.unsupportedMediaType("Only forms are taken here.");
        }
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            throw Problem.tooLarge("The form is larger than " + BODY_BYTES_MAX + " bytes.");
        }
        return new Form(QueryParameters.of(new String(body, StandardCharsets.US_ASCII)));
    }

    /** The text in that field without white space around it; null where it is missing or empty. */
    public @Nullable String text(String name) {
        @Nullable String value = fields.value(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > TEXT_MAX) {
            throw Problem.invalidField(name, "The text in " + name + " is too long.");
        }
        return value.strip();
    }

    /** The text in that field, which must be there. */
    public String required(String name) {
        @Nullable String text = text(name);
        if (text == null) {
            throw Problem.invalidField(name, "Please fill in " + name + ".");
        }
        return text;
    }
}
