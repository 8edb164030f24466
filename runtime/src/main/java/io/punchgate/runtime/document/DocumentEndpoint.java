package io.punchgate.runtime.document;

import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everybody reads the documents here, without a key. */
@RestController
final class DocumentEndpoint {

    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<PublishedFile> openApi = once(ApiDocuments::openApi);
    private final Supplier<PublishedFile> asyncApi = once(ApiDocuments::asyncApi);

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> openApi(WebRequest request) {
        return openApi.get().answer(request, HttpHeaders.EMPTY);
    }

    @GetMapping("/api/v1/asyncapi.json")
    ResponseEntity<byte[]> asyncApi(WebRequest request) {
        return asyncApi.get().answer(request, HttpHeaders.EMPTY);
    }

    private static Supplier<PublishedFile> once(Supplier<ObjectNode> document) {
        return SingletonSupplier.of(
                () -> new PublishedFile(MediaType.APPLICATION_JSON, JSON.writeValueAsBytes(document.get())));
    }
}
