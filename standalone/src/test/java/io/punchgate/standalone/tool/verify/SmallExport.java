package io.punchgate.standalone.tool.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.Sha256;
import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.tree.Checkpoint;
import io.punchgate.runtime.tree.GrowingTree;
import io.punchgate.runtime.tree.Inclusion;
import io.punchgate.runtime.tree.MerkleTree;
import io.punchgate.runtime.tree.SignedNote;
import io.punchgate.runtime.tree.SigningKey;
import io.punchgate.runtime.tree.TlogProof;
import io.punchgate.standalone.tool.TerminalText;
import io.punchgate.standalone.tool.WrongUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A log of a few events of two customers, its key, and what the gate would export of it. */
final class SmallExport {

    private static final Instant AT = Instant.parse("2026-06-21T04:00:01.123Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    final List<String> records = new ArrayList<>();
    final SigningKey key;

    /** The events at odd positions are one customer's, those at even ones another's. */
    SmallExport(int events) {
        this(SigningKey.generate("gate.example/log"), List.of());
        EventRecords format = new EventRecords();
        for (int i = 0; i < events; i++) {
            String customer = i % 2 == 0 ? "acme" : "other";
            records.add(format.encode(new StoredEvent(
                    "id-" + i, "customer/" + customer, i / 2, AT, new ApiKeyRevoked(customer, "key-" + i, AT))));
        }
    }

    private SmallExport(SigningKey key, List<String> records) {
        this.key = key;
        this.records.addAll(records);
    }

    /** The same log after somebody was at it, with a key of theirs or of the gate. */
    SmallExport changed(SigningKey by, UnaryOperator<List<String>> change) {
        return new SmallExport(by, change.apply(new ArrayList<>(records)));
    }

    private byte[] entry(int index) {
        return Sha256.of(records.get(index));
    }

    private GrowingTree tree(long begin, long end) {
        GrowingTree tree = new GrowingTree();
        for (long i = begin; i < end; i++) {
            tree.add(entry((int) i));
        }
        return tree;
    }

    String checkpoint() {
        return checkpoint(records.size());
    }

    String checkpoint(int size) {
        Checkpoint head =
                new Checkpoint(key.verifier().name(), size, tree(0, size).root());
        return SignedNote.sign(head.text(), List.of(key));
    }

    String proof(int position) {
        MerkleTree whole = new MerkleTree(
                (height, index) -> tree(index << height, (index + 1) << height).root(), records.size());
        Inclusion inclusion = new Inclusion(position - 1L, whole.inclusion(position - 1L));
        return new TlogProof(inclusion, checkpoint()).text();
    }

    /** The whole export. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int position = 1; position <= records.size(); position++) {
            lines.add(JSON.writeValueAsString(line(position)));
        }
        return lines;
    }

    /** One customer's export, each line with its proof. */
    List<String> linesWithProofs(String customer) {
        List<String> lines = new ArrayList<>();
        for (int position = 1; position <= records.size(); position++) {
            ObjectNode line = line(position);
            if (line.path("payload").path("customerId").asString().equals(customer)) {
                lines.add(JSON.writeValueAsString(line.put("proof", proof(position))));
            }
        }
        return lines;
    }

    private ObjectNode line(int position) {
        String text = records.get(position - 1);
        JsonNode record = JSON.readTree(text);
        ObjectNode line = JSON.createObjectNode();
        line.put("position", position).put("type", "api-key-revoked").putNull("sn");
        line.set("sequence", record.get("sequence"));
        line.put("recorded_at", AT.toString());
        line.set("payload", record.get("payload"));
        line.put("record", text).put("hash", Base64.getEncoder().encodeToString(entry(position - 1)));
        return line;
    }

    /** The lines of an export after somebody was at them. */
    static List<String> changed(List<String> lines, UnaryOperator<List<String>> change) {
        return change.apply(new ArrayList<>(lines));
    }

    /** Runs the tool on files with these contents, and the key of this log. */
    Told verify(Path folder, String checkpoint, List<String> lines, String... more) throws IOException, WrongUsage {
        return verifyBy(key.verifier().text() + "\n", folder, checkpoint, lines, more);
    }

    /** Runs the tool on files with these contents. */
    static Told verifyBy(String vkey, Path folder, String checkpoint, List<String> lines, String... more)
            throws IOException, WrongUsage {
        List<String> arguments = new ArrayList<>(List.of(
                "--vkey",
                Files.writeString(folder.resolve("vkey"), vkey).toString(),
                "--checkpoint",
                Files.writeString(folder.resolve("checkpoint"), checkpoint).toString()));
        arguments.addAll(List.of(more));
        arguments.add(Files.write(folder.resolve("events.ndjson"), lines).toString());
        TerminalText terminal = new TerminalText();
        int code = new VerifyTool().run(arguments, terminal.terminal());
        return new Told(code, terminal.out());
    }

    /** The tool found something wrong, and named it. */
    static void assertWrong(Told told, String... named) {
        assertThat(told.code()).as(told.text()).isEqualTo(1);
        assertThat(told.text()).contains(named);
    }

    /** The exit code and the output of the tool. */
    record Told(int code, String text) {}
}
