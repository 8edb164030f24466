package io.punchgate.runtime.document;

import io.punchgate.runtime.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Shows the OpenAPI document by Swagger UI. The page asks nobody but this gate, and its policy says so. */
@RestController
final class SwaggerEndpoint {

    /** The library's icons are in its style sheet, as data. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String OURS = "classpath:documents/swagger/";
    private static final String LIBRARY = "classpath*:META-INF/resources/webjars/swagger-ui/*/";
    private static final Asset PAGE = new Asset(OURS + "page.html", "text/html;charset=UTF-8");

    /** The files that the page needs, and no other of the library: its own page asks a server elsewhere. */
    private static final Map<String, Asset> ASSETS = Map.of(
            "start.js", new Asset(OURS + "start.js", "text/javascript;charset=UTF-8"),
            "swagger-ui-bundle.js", new Asset(LIBRARY + "swagger-ui-bundle.js", "text/javascript;charset=UTF-8"),
            "swagger-ui.css", new Asset(LIBRARY + "swagger-ui.css", "text/css;charset=UTF-8"));

    private final Map<Asset, PublishedFile> files = new ConcurrentHashMap<>();

    /**
     * A file.
     *
     * @param place a pattern, as the folder of the library names its version
     */
    private record Asset(String place, String type) {}

    @GetMapping("/docs")
    ResponseEntity<byte[]> page(WebRequest request) {
        return answer(PAGE, request);
    }

    /** The page's links are relative to its address without the slash. */
    @GetMapping("/docs/")
    ResponseEntity<Void> pageOfFolder() {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create("../docs"))
                .build();
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<byte[]> file(@PathVariable String file, WebRequest request) {
        @Nullable Asset asset = ASSETS.get(file);
        if (asset == null) {
            throw Problem.notFound("There is nothing at this path.");
        }
        return answer(asset, request);
    }

    private ResponseEntity<byte[]> answer(Asset asset, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        return files.computeIfAbsent(asset, SwaggerEndpoint::read).answer(request, headers);
    }

    private static PublishedFile read(Asset asset) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(asset.place());
            return new PublishedFile(MediaType.parseMediaType(asset.type()), found[0].getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
