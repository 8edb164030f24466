package io.punchgate.standalone.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.standalone.stage.Gate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A store that a version of the product left is upgraded in place, read and replayed for ever. {@code -Drecord=<file>} records one of
 * this version: a released one gets a file of its own, and none is ever changed.
 */
class RecordedStoreTest {

    private static final Path STORE = Path.of("src/test/resources/recorded/0.1.0.copy.gz");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Gate gate;
    private static String manager;

    @BeforeAll
    static void start(@TempDir Path data) {
        List<String> arguments = new ArrayList<>(List.of("--punchgate.tcp-port=-1", "--punchgate.mqtt-port=-1"));
        boolean recording = System.getProperty("record") != null;
        if (!recording) {
            arguments.add("--spring.datasource.url=" + new RecordedStore(STORE).restored());
        }
        gate = new Gate(data, arguments.toArray(String[]::new));
        if (recording) {
            StoreStory.tell(gate);
        }
        manager = StoreStory.key(gate, "manager");
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @Test
    @EnabledIfSystemProperty(named = "record", matches = ".+")
    void givenThisVersion_whenAskedTo_thenItsStoreIsRecorded() throws Exception {
        awaitReplayed();
        new RecordedStore(Path.of(System.getProperty("record"))).record(gate.databaseUrl());
    }

    @Test
    void givenAStoreOfAnotherVersion_whenReplayed_thenNoReadModelDiffers() {
        assertThat(awaitReplayed().path("differences")).isEmpty();
    }

    @Test
    void givenAStoreOfAnotherVersion_whenRead_thenPunchesAreThereAndAnErasedPersonStaysErased() {
        JsonNode punches = read("/api/v1/punches").path("data");

        assertThat(punches.valueStream().map(punch -> punch.path("user_id").asString("erased")))
                .containsExactly("kept", "erased", "kept");
        assertThat(punches.get(0).path("corrections")).hasSize(1);
        assertThat(punches.get(1).path("erased").asBoolean()).isTrue();
        assertThat(gate.rows()).noneMatch(row -> row.contains(StoreStory.ERASED));
    }

    @Test
    void givenAStoreOfAnotherVersion_whenExported_thenEachEventHasTheHashThatItsTextHas() throws Exception {
        List<JsonNode> events = operators("GET", "/api/audit/v1/events", "")
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();

        assertThat(events).hasSizeGreaterThan(10);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (JsonNode event : events) {
            byte[] record = event.path("record").asString().getBytes(StandardCharsets.UTF_8);
            assertThat(event.path("hash").asString())
                    .isEqualTo(Base64.getEncoder().encodeToString(sha.digest(record)));
        }
    }

    private static JsonNode awaitReplayed() {
        String id = JsonMapper.shared()
                .readTree(operators("POST", "/api/audit/v1/replays", "{}"))
                .path("id")
                .asString();
        return await().atMost(SOON)
                .until(
                        () -> JsonMapper.shared().readTree(operators("GET", "/api/audit/v1/replays/" + id, "")),
                        replay -> replay.path("status").asString().equals("done"));
    }

    private static String operators(String method, String path, String body) {
        return gate.text(
                method, path, body, "Authorization", "Bearer " + Gate.ADMIN_TOKEN, "Content-Type", "application/json");
    }

    private static JsonNode read(String path) {
        return JsonMapper.shared().readTree(gate.text("GET", path, "", "Authorization", "Bearer " + manager));
    }
}
