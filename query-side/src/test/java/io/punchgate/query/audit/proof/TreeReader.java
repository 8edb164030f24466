package io.punchgate.query.audit.proof;

import static io.punchgate.query.TestEvents.id;
import static io.punchgate.runtime.tree.IndependentVerifier.rootOfPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Sha256;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.runtime.log.tree.TreeKeys;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the tree of a query side over HTTP, and the log behind it. */
record TreeReader(RunningQuerySide side) {

    private static final String AUDIT = "/api/audit/v1";

    /** A checkpoint, read by hand. */
    record Head(String origin, int size, String root, String note) {
        static Head of(String note) {
            List<String> lines = note.lines().toList();
            return new Head(lines.get(0), Integer.parseInt(lines.get(1)), hex(lines.get(2)), note);
        }
    }

    Head checkpoint() {
        HttpResponse<String> answer = side.get(AUDIT + "/checkpoint");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        return Head.of(answer.body());
    }

    List<byte[]> entries() {
        return side
                .bean(JdbcTemplate.class)
                .queryForList("select record from log.event order by position", String.class)
                .stream()
                .map(Sha256::of)
                .toList();
    }

    static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    int position(String punch) {
        Integer position = side.bean(JdbcTemplate.class)
                .queryForObject(
                        "select position from log.event where record like ?", Integer.class, "%" + id(punch) + "%");
        return position == null ? 0 : position;
    }

    void assertProves(String proof, int position) {
        List<String> parts = List.of(proof.split("\n\n", 2));
        List<String> lines = parts.getFirst().lines().toList();
        Head head = Head.of(parts.getLast());
        assertThat(lines.get(0)).isEqualTo("c2sp.org/tlog-proof@v1");
        assertThat(lines.get(1)).isEqualTo("index " + (position - 1));
        List<String> path = lines.stream().skip(2).map(TreeReader::hex).toList();
        assertThat(rootOfPath(entries().get(position - 1), position - 1, head.size(), path))
                .isEqualTo(head.root());
        VerifierKey key = side.bean(TreeKeys.class).newest().verifier();
        assertThat(SignedNote.parse(head.note()).isSignedBy(List.of(key))).isTrue();
    }

    /** All bundles of entries, one behind the other. */
    byte[] entryBundles(int size) {
        ByteArrayOutputStream bundles = new ByteArrayOutputStream();
        for (int tile = 0; tile * 256 < size; tile++) {
            int width = Math.min(256, size - tile * 256);
            String name = "%03d".formatted(tile) + (width == 256 ? "" : ".p/" + width);
            HttpResponse<byte[]> bundle = bytes(side, "/tile/entries/" + name);
            HttpResponse<byte[]> leaves = bytes(side, "/tile/0/" + name);
            assertThat(bundle.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
            assertThat(bundle.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(leaves.body()).hasSize(width * 32);
            bundles.writeBytes(bundle.body());
        }
        return bundles.toByteArray();
    }

    static HttpResponse<byte[]> bytes(RunningQuerySide side, String path) {
        return side.ask("GET", null, AUDIT + path, BodyHandlers.ofByteArray());
    }
}
