package io.punchgate.runtime.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The OpenAPI document as a measure: what an answer or a push has that the document does not say. */
public final class DocumentedApi {

    private static final List<String> SURFACES =
            List.of("/api/attendance/v1/", "/api/admin/v1/", "/api/v1/", "/api/audit/v1/");
    private static final String DATA = "data: ";
    private static final JsonMapper JSON = new JsonMapper();
    private static final DocumentedApi PUBLISHED = new DocumentedApi(ApiDocuments.openApi());

    private final JsonNode document;
    private final SchemaOf schemas;
    private final List<DocumentedOperation> operations;
    private final List<DocumentedOperation> pushes;

    DocumentedApi(JsonNode document) {
        this.document = document;
        this.schemas = new SchemaOf(document);
        this.operations = DocumentedOperation.of(document, "paths");
        this.pushes = DocumentedOperation.of(document, "webhooks");
    }

    /** The document that the product publishes. */
    public static DocumentedApi published() {
        return PUBLISHED;
    }

    /** All operations, in the order of the document. */
    public List<DocumentedOperation> operations() {
        return operations;
    }

    /** All pushes, in the order of the document. */
    public List<DocumentedOperation> pushes() {
        return pushes;
    }

    /** The examples of the body of its request in JSON. */
    public List<JsonNode> examples(DocumentedOperation operation) {
        return examples(followed(operation.told().path("requestBody")).at("/content/application~1json"));
    }

    /** The examples of a body. */
    static List<JsonNode> examples(JsonNode media) {
        List<JsonNode> examples = new ArrayList<>();
        if (media.has("example")) {
            examples.add(media.get("example"));
        }
        media.path("examples").forEach(each -> examples.add(each.path("value")));
        return examples;
    }

    /** Tells whether the document has to tell of that path. */
    public static boolean concerns(String path) {
        return SURFACES.stream().anyMatch((path + "/")::startsWith);
    }

    /** The operation at that path; {@code HEAD} is that of {@code GET}. */
    public Optional<DocumentedOperation> operation(String method, String path) {
        String told = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(each -> each.method().equals(told) && each.isAt(path))
                .min(Comparator.comparing(each -> each.path().contains("{")));
    }

    /** The faults of an answer by the document, a sentence each; none for paths that it does not have to tell of. */
    public List<String> faults(String method, String path, int status, @Nullable String type, String body) {
        if (!concerns(path)) {
            return List.of();
        }
        Optional<DocumentedOperation> operation = operation(method, path);
        if (operation.isEmpty()) {
            return status < 400
                    ? List.of(method + " " + path + " answers " + status + ", and the document does not know it")
                    : List.of();
        }
        JsonNode responses = operation.get().told().path("responses");
        JsonNode told = responses.has(Integer.toString(status))
                ? responses.get(Integer.toString(status))
                : responses.path("default");
        String where = operation.get().call() + " " + status;
        if (told.isMissingNode() || (status < 400 && !responses.has(Integer.toString(status)))) {
            return List.of(where + ": the document does not know this status");
        }
        // The container answers so where it cannot read the head of a request, such as one that is too long.
        boolean refusedUnread = status == 400 && type == null && body.isEmpty();
        boolean none = body.isEmpty() && !followed(told).has("content");
        return method.equals("HEAD") || none || refusedUnread
                ? List.of()
                : faults(where, followed(told).path("content"), type, body);
    }

    /** The faults of a push by all webhooks of its type: none if it is valid by one of them. */
    public List<String> faultsOfPush(String type, String body) {
        List<String> all = new ArrayList<>();
        for (DocumentedOperation push : pushes) {
            List<String> faults = faults(push.path(), push.told().at("/requestBody/content"), type, body);
            if (faults.isEmpty()) {
                return List.of();
            }
            all.addAll(faults);
        }
        return all;
    }

    List<String> faults(String where, JsonNode content, @Nullable String type, String body) {
        String bare = type == null ? "" : type.split(";", 2)[0].strip();
        JsonNode media = content.path(bare);
        if (media.isMissingNode()) {
            return List.of(where + ": the document does not know the type \"" + bare + "\" of " + body);
        }
        List<String> faults = new ArrayList<>();
        if (media.has("x-itemSchema")) {
            // Lines of JSON, or Server-Sent Events.
            body.lines()
                    .filter(line -> !bare.equals("text/event-stream") || line.startsWith(DATA))
                    .map(line -> line.startsWith(DATA) ? line.substring(DATA.length()) : line)
                    .forEach(line -> faults.addAll(faultsOfJson(where, media.path("x-itemSchema"), line)));
        } else if (bare.endsWith("json")) {
            faults.addAll(faultsOfJson(where, media.path("schema"), body));
        } else if (bare.startsWith("text/")) {
            faults(media.path("schema"), StringNode.valueOf(body)).forEach(fault -> faults.add(where + ": " + fault));
        }
        return faults;
    }

    private List<String> faultsOfJson(String where, JsonNode schema, String text) {
        try {
            JsonNode value = JSON.readTree(text);
            return faults(schema, value).stream()
                    .map(fault -> where + ": " + fault + " in " + text)
                    .toList();
        } catch (JacksonException e) {
            return List.of(where + ": no JSON: " + text);
        }
    }

    /** The faults of a value by one of the document's schemas. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return schemas.faults(schema, value);
    }

    /** The node that a reference leads to; anything else as it is. */
    JsonNode followed(JsonNode node) {
        return DocumentedOperation.followed(document, node);
    }
}
