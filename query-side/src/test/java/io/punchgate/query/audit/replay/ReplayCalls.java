package io.punchgate.query.audit.replay;

import static io.punchgate.query.RunningQuerySide.json;
import static org.awaitility.Awaitility.await;

import io.punchgate.query.RunningQuerySide;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** An operator's calls about replays. */
record ReplayCalls(RunningQuerySide side) {

    static final String REPLAYS = "/api/audit/v1/replays";
    static final String SWITCH = "{\"switch\":true}";

    /** Asks for a replay, as often as it takes; its id. */
    String started(String body) {
        HttpResponse<String> started =
                await().until(() -> side.post(null, REPLAYS, body), answer -> answer.statusCode() == 202);
        return json(started).path("id").asString();
    }

    /** Has the read models rebuilt, and returns the id once that has come to the switch. */
    String switching() {
        String id = started(SWITCH);
        awaitSwitching(id);
        return id;
    }

    JsonNode get(String id) {
        return json(side.get(REPLAYS + "/" + id));
    }

    /** The replay after its end. */
    JsonNode ended(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> get(id),
                        replay -> !replay.path("status").asString().equals("running"));
    }

    /** Returns when the replay has come to the switch. */
    void awaitSwitching(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(id).path("stage").asString().equals("switching"));
    }
}
