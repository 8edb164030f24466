package io.punchgate.query.audit.proof;

import static io.punchgate.query.RunningQuerySide.json;
import static io.punchgate.query.TestEvents.AT;
import static io.punchgate.query.TestEvents.customer;
import static io.punchgate.query.TestEvents.device;
import static io.punchgate.query.TestEvents.id;
import static io.punchgate.query.TestEvents.punch;
import static io.punchgate.query.TestEvents.punchWithId;
import static io.punchgate.runtime.tree.IndependentVerifier.isConsistent;
import static io.punchgate.runtime.tree.IndependentVerifier.treeHash;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.DomainEvent;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.Role;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.runtime.log.tree.TreeKeys;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.VerifierKey;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tree over HTTP, checked by a verifier of its own. */
class ProofsTest {

    private static final String AUDIT = "/api/audit/v1";
    private static final int PUNCHES = 600;

    @RegisterExtension
    static final RunningQuerySide SIDE = new RunningQuerySide();

    private static final TreeReader TREE = new TreeReader(SIDE);

    @BeforeAll
    static void start() {
        for (String each : List.of("acme", "other")) {
            SIDE.append(Streams.customer(each), AT, customer(each));
            SIDE.append(Streams.device("SN-" + each), AT, device("SN-" + each, each));
            DomainEvent[] punches = IntStream.range(0, PUNCHES)
                    .mapToObj(n -> punch(each + n, "SN-" + each, each, AT))
                    .toArray(DomainEvent[]::new);
            SIDE.append(Streams.device("SN-" + each), AT, punches);
            // The keys are events as well.
            for (Role role : List.of(Role.AUDITOR, Role.INTEGRATOR)) {
                assertThat(SIDE.getAs(each, role, "/api/v1/presence").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void givenEvents_whenTheCheckpointIsAskedFor_thenItTellsOfAllAndTheKeyHasSignedIt() {
        TreeReader.Head head = TREE.checkpoint();

        String vkey = SIDE.get(AUDIT + "/vkey").body();
        assertThat(head.size()).isEqualTo(TREE.entries().size());
        assertThat(head.root()).isEqualTo(treeHash(TREE.entries()));
        VerifierKey key = VerifierKey.parse(vkey.strip());
        assertThat(key.name()).isEqualTo(head.origin()).startsWith("punchgate/");
        assertThat(SignedNote.parse(head.note()).isSignedBy(List.of(key))).isTrue();
        JsonNode keys = json(SIDE.get(AUDIT + "/vkeys")).path("data");
        assertThat(keys.findValuesAsString("vkey")).contains(key.text());
        assertThat(keys.path(0).propertyNames()).containsExactly("vkey", "created_at", "signs_until");
    }

    @Test
    void givenAPunch_whenItsProofIsAskedFor_thenItLeadsFromItsStoredTextToACheckpoint() {
        HttpResponse<String> answer = SIDE.getAs("acme", Role.AUDITOR, AUDIT + "/proofs/" + id("acme7"));

        assertThat(answer.statusCode()).isEqualTo(200);
        TREE.assertProves(answer.body(), TREE.position("acme7"));
        assertThat(SIDE.get(AUDIT + "/proofs/" + id("other3")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"other7,404", "unheard-of,404"})
    void givenAPunchOfAnotherCustomerOrNone_whenAnAuditorAsksForItsProof_thenThereIsNone(String punch, int status) {
        assertThat(SIDE.getAs("acme", Role.AUDITOR, AUDIT + "/proofs/" + id(punch))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void givenAPunchThatListsShowNoLonger_whenItsProofIsAskedFor_thenItIsFoundInTheLog() {
        String uuid = new UUID((AT.toEpochMilli() << 16) | 0x7000, Long.MIN_VALUE | 1).toString();
        SIDE.append(Streams.device("SN-acme"), AT, punchWithId(uuid, "SN-acme", "acme", AT));
        assertThat(SIDE.get(AUDIT + "/proofs/" + uuid).statusCode()).isEqualTo(200);
        SIDE.bean(JdbcTemplate.class).update("delete from query.punch where id = cast(? as uuid)", uuid);

        assertThat(SIDE.get(AUDIT + "/proofs/" + uuid).statusCode()).isEqualTo(200);
        assertThat(SIDE.getAs("acme", Role.AUDITOR, AUDIT + "/proofs/" + uuid).statusCode())
                .isEqualTo(200);
        assertThat(SIDE.getAs("other", Role.AUDITOR, AUDIT + "/proofs/" + uuid).statusCode())
                .isEqualTo(404);
    }

    @Test
    void givenACustomersExport_whenAskedForWithProofs_thenEachLineProvesItself() {
        HttpResponse<String> answer =
                SIDE.getAs("acme", Role.AUDITOR, AUDIT + "/events?proof=true&to_position=300&type=punch-recorded");

        List<JsonNode> lines =
                answer.body().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines).hasSize(298);
        for (JsonNode line : List.of(lines.getFirst(), lines.get(250), lines.getLast())) {
            TREE.assertProves(
                    line.path("proof").stringValue(), line.path("position").intValue());
        }
        assertThat(SIDE.get(AUDIT + "/events?proof=false&to_position=1").body()).doesNotContain("proof");
    }

    /** The hash is that of the text as it was stored, so that whoever reads the line sees that it was changed. */
    @Test
    void givenATextThatIsChangedBehindOurBack_whenExported_thenItsHashIsStillThatOfTheTree() {
        TreeReader.Head head = TREE.checkpoint();
        JdbcTemplate jdbc = SIDE.bean(JdbcTemplate.class);
        String hash = json(SIDE.get(AUDIT + "/events?from_position=9&to_position=9"))
                .path("hash")
                .stringValue();
        jdbc.update("update log.event set record = replace(record, 'Main Gate', 'Back Gate') where position = 9");
        try {
            JsonNode line = json(SIDE.get(AUDIT + "/events?from_position=9&to_position=9"));

            assertThat(line.path("record").stringValue()).contains("Back Gate");
            assertThat(line.path("hash").stringValue()).isEqualTo(hash);
            assertThat(TREE.checkpoint()).isEqualTo(head);
        } finally {
            jdbc.update("update log.event set record = replace(record, 'Back Gate', 'Main Gate') where position = 9");
        }
    }

    @Test
    void givenTiles_whenAClientMakesTheRootOfThem_thenItIsThatOfTheCheckpoint() {
        TreeReader.Head head = TREE.checkpoint();
        byte[] all = TREE.entryBundles(head.size());
        List<byte[]> entries = IntStream.range(0, all.length / 34)
                .mapToObj(i -> Arrays.copyOfRange(all, i * 34 + 2, (i + 1) * 34))
                .toList();
        assertThat(all[0]).isZero();
        assertThat(all[1]).isEqualTo((byte) 32);
        assertThat(treeHash(entries)).isEqualTo(head.root());
        byte[] first = TreeReader.bytes(SIDE, "/tile/1/000.p/1").body();
        assertThat(HexFormat.of().formatHex(first)).isEqualTo(treeHash(entries.subList(0, 256)));
        assertThat(SIDE.get(AUDIT + "/tile/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void givenTwoCheckpoints_whenAWitnessIsToAddTheLater_thenTheHashesShowThatTheEarlierIsItsBeginning() {
        TreeReader.Head earlier = TREE.checkpoint();
        SIDE.append(Streams.customer("third"), AT, TestEvents.customer("third"));
        TreeReader.Head later = TREE.checkpoint();

        String body = SIDE.get(AUDIT + "/consistency?old=" + earlier.size()).body();

        List<String> parts = List.of(body.split("\n\n", 2));
        List<String> hashes =
                parts.getFirst().lines().skip(1).map(TreeReader::hex).toList();
        assertThat(body).startsWith("old " + earlier.size() + "\n");
        assertThat(parts.getLast()).isEqualTo(later.note());
        assertThat(isConsistent(earlier.size(), earlier.root(), later.size(), later.root(), hashes))
                .isTrue();
        assertThat(SIDE.get(AUDIT + "/consistency?old=1&size=" + earlier.size()).body())
                .endsWith(earlier.note());
        JsonNode kept = json(SIDE.get(AUDIT + "/checkpoints")).path("data");
        assertThat(kept.path(0).propertyNames()).containsExactly("size", "signed_at", "checkpoint");
        assertThat(kept.findValuesAsString("checkpoint")).contains(earlier.note(), later.note());
    }

    @ParameterizedTest
    @CsvSource({"old=-1,400", "old=x,400", "old=99999999,400", "size=5,400", "old=1&size=2,404", "old=1&new=2,400"})
    void givenWrongSizes_whenCompared_thenItIsRefused(String query, int status) {
        assertThat(SIDE.get(AUDIT + "/consistency?" + query).statusCode()).isEqualTo(status);
    }

    @Test
    void givenANewKey_whenTheCheckpointIsAskedForAgain_thenBothHaveSignedIt() {
        VerifierKey before = VerifierKey.parse(SIDE.get(AUDIT + "/vkey").body().strip());
        var unused = SIDE.bean(TreeKeys.class).rotate(Duration.ofDays(1));

        VerifierKey after = VerifierKey.parse(SIDE.get(AUDIT + "/vkey").body().strip());

        SignedNote note = SignedNote.parse(TREE.checkpoint().note());
        assertThat(after.text()).isNotEqualTo(before.text());
        assertThat(note.isSignedBy(List.of(before))).isTrue();
        assertThat(note.isSignedBy(List.of(after))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/vkey", "/checkpoint", "/proofs/x", "/tile/0/000", "/consistency?old=1"})
    void givenAKeyOfAnotherRole_whenAsked_thenItIsRefused(String path) {
        assertThat(SIDE.getAs("acme", Role.INTEGRATOR, AUDIT + path).statusCode())
                .isEqualTo(403);
        assertThat(SIDE.getWith(null, AUDIT + path).statusCode()).isEqualTo(401);
    }
}
