package io.punchgate.query.console.change;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answer of an API to a change that was asked for. */
public record Answer(int status, JsonNode body) {

    /** True if the change was made, or begun. */
    public boolean isGood() {
        return status / 100 == 2;
    }

    /** The text of that key; empty where there is none. */
    public String text(String key) {
        return body.path(key).asString("");
    }

    /** One sentence that tells why the change was not made. */
    public String refusal() {
        @Nullable String detail = body.path("detail").asString(null);
        return detail == null ? "The answer was " + status + "." : detail;
    }
}
