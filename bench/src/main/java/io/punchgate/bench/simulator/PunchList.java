package io.punchgate.bench.simulator;

import io.punchgate.bench.simulator.Tally.PunchKey;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A customer's list of punches, read page by page with a key that is made for it and taken back at the end. */
final class PunchList {

    private static final int PAGE = 1_000;

    private final Api integrator;
    private final Api operators;
    private final String key;
    private final String query;
    private String cursor = "";

    private PunchList(Api integrator, Api operators, String key, String query) {
        this.integrator = integrator;
        this.operators = operators;
        this.key = key;
        this.query = query;
    }

    static PunchList open(URI readUrl, Api operators, String customer, String filter) throws IOException {
        String keys = "/api/admin/v1/customers/" + customer + "/api-keys";
        JsonNode made = operators.call("POST", keys, "{\"name\":\"simulator\",\"role\":\"integrator\"}");
        Api integrator = new Api(readUrl, made.get("api_key").asString());
        String key = keys + "/" + made.get("id").asString();
        return new PunchList(integrator, operators, key, "/api/v1/punches?limit=" + PAGE + "&" + filter);
    }

    /** Goes on where it ended the last time. */
    void readToItsEnd(Consumer<PunchKey> each) throws IOException {
        for (boolean more = true; more; ) {
            JsonNode page = integrator.call("GET", query + (cursor.isEmpty() ? "" : "&cursor=" + cursor), "");
            for (JsonNode punch : page.get("data")) {
                each.accept(new PunchKey(
                        punch.path("sn").asString(""),
                        punch.path("user_id").asString(""),
                        punch.path("local_time").asString("")));
            }
            cursor = page.get("next_cursor").asString();
            more = page.get("has_more").asBoolean();
        }
    }

    void close() throws IOException {
        integrator.close();
        operators.call("DELETE", key, "");
    }
}
