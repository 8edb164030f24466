package io.punchgate.query.audit.proof;

import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.tree.EventTree;
import io.punchgate.runtime.tree.Tile;
import io.punchgate.runtime.tree.TilePath;
import io.punchgate.runtime.tree.TreeHash;
import io.punchgate.runtime.web.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the tree in tiles, from which anybody makes any proof (C2SP tlog-tiles). A tile never changes. */
@RestController
class TileEndpoint {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final EventTree tree;

    TileEndpoint(EventTree tree) {
        this.tree = tree;
    }

    @GetMapping("/api/audit/v1/tile/{*path}")
    ResponseEntity<byte[]> tile(Caller caller, @PathVariable String path) {
        TilePath asked = TilePath.parse(path.substring(1)).orElseThrow(TileEndpoint::notFound);
        byte[] hashes = tree.tile(asked).orElseThrow(TileEndpoint::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(FOR_EVER)
                .body(shown(asked, hashes));
    }

    private static byte[] shown(TilePath asked, byte[] hashes) {
        if (asked.entries()) {
            return bundle(hashes, asked.width());
        }
        return asked.level() == 0 ? Tile.ofEntries(hashes).bytes(asked.width()) : hashes;
    }

    /** Each entry behind its length. */
    private static byte[] bundle(byte[] entries, int width) {
        ByteBuffer bundle = ByteBuffer.allocate(width * (Short.BYTES + TreeHash.BYTES));
        for (int i = 0; i < width; i++) {
            bundle.putShort((short) TreeHash.BYTES).put(entries, i * TreeHash.BYTES, TreeHash.BYTES);
        }
        return bundle.array();
    }

    private static Problem notFound() {
        return Problem.notFound("The tree has no such tile.");
    }
}
