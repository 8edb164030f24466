package io.punchgate.query.audit.proof;

import io.punchgate.query.audit.ProvableEvents;
import io.punchgate.query.listing.Cursor;
import io.punchgate.query.listing.Page;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.Portion;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.tree.EventTree;
import io.punchgate.runtime.log.tree.SignedCheckpoint;
import io.punchgate.runtime.log.tree.TreeKeys;
import io.punchgate.runtime.log.tree.TreeKeys.PublicKey;
import io.punchgate.runtime.tree.TreeHash;
import io.punchgate.runtime.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Shows the signed heads of the tree, the keys to check them with, and that one goes on where the other ended. */
@RestController
@RequestMapping("/api/audit/v1")
class CheckpointEndpoint {

    static final String TEXT = "text/plain;charset=utf-8";

    private static final String CURSOR = "checkpoints-1";

    private final TreeKeys keys;
    private final EventTree tree;
    private final ProvableEvents events;

    CheckpointEndpoint(TreeKeys keys, EventTree tree, ProvableEvents events) {
        this.keys = keys;
        this.tree = tree;
        this.events = events;
    }

    /** A key, as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record KeyView(String vkey, Instant createdAt, @Nullable Instant signsUntil) {}

    /** A checkpoint, as clients read it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record CheckpointView(long size, Instant signedAt, String checkpoint) {}

    @GetMapping(path = "/vkey", produces = TEXT)
    String newestKey(Caller caller) {
        return keys.newest().verifier().text() + "\n";
    }

    @GetMapping("/vkeys")
    Map<String, List<KeyView>> allKeys(Caller caller) {
        return Map.of("data", keys.all().stream().map(CheckpointEndpoint::view).toList());
    }

    private static KeyView view(PublicKey key) {
        return new KeyView(key.verifier().text(), key.createdAt(), key.signsUntil());
    }

    @GetMapping(path = "/checkpoint", produces = TEXT)
    String newest(Caller caller) {
        return events.checkpoint().note();
    }

    @GetMapping("/checkpoints")
    Page<CheckpointView> kept(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, Set.of("cursor", "limit"));
        long after = parameters.positionAfter(CURSOR);
        int limit = parameters.limit();
        Portion<SignedCheckpoint> page = Portion.of(tree.checkpointsAfter(after, limit + 1), limit);
        long end = page.end(SignedCheckpoint::size, after);
        return new Page<>(
                page.map(each -> new CheckpointView(each.size(), each.signedAt(), each.note())),
                Cursor.at(CURSOR, end).text(),
                page.hasMore());
    }

    /** The body with which a witness is asked to add a checkpoint (C2SP tlog-witness): an older size, hashes, the checkpoint. */
    @GetMapping(path = "/consistency", produces = TEXT)
    String consistency(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, Set.of("old", "size"));
        long old = size(parameters, "old");
        SignedCheckpoint later = parameters.text("size") == null
                ? events.checkpoint()
                : tree.checkpointOf(size(parameters, "size"))
                        .orElseThrow(() -> Problem.notFound("No checkpoint of this size is kept."));
        if (old > later.size()) {
            throw Problem.invalidField("old", "The tree has " + later.size() + " entries.");
        }
        return tree.consistency(old, later).stream()
                .map(TreeHash::base64)
                .map(hash -> hash + "\n")
                .collect(Collectors.joining("", "old " + old + "\n", "\n" + later.note()));
    }

    private static long size(Parameters parameters, String name) {
        try {
            long size = Long.parseLong(parameters.required(name));
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw wrongSize(name);
        }
        throw wrongSize(name);
    }

    private static Problem wrongSize(String name) {
        return Problem.invalidField(name, "The size of a tree is a whole number from 0.");
    }
}
