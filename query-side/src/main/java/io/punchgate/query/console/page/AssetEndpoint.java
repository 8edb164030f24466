package io.punchgate.query.console.page;

import io.punchgate.runtime.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the files that pages load. Nobody needs to have logged in: the login is a page, too. */
@RestController
class AssetEndpoint {

    /** An address names its content, which never changes. */
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    AssetEndpoint(Assets assets) {
        this.assets = assets;
    }

    @GetMapping(Assets.FOLDER + "{file}")
    ResponseEntity<byte[]> file(@PathVariable String file) {
        @Nullable Asset asset = assets.at(Assets.FOLDER + file);
        if (asset == null) {
            throw Problem.notFound("There is no such file.");
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_GOOD)
                .contentType(MediaType.parseMediaType(asset.contentType() + ";charset=UTF-8"))
                .body(asset.content().getBytes(StandardCharsets.UTF_8));
    }
}
