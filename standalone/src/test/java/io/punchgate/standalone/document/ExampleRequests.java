package io.punchgate.standalone.document;

import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.runtime.document.DocumentedOperation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The requests that the document's examples make up. */
final class ExampleRequests {

    private ExampleRequests() {}

    /** The examples of its body; one empty body where it takes none. */
    static List<String> bodies(DocumentedOperation operation) {
        List<JsonNode> examples = DocumentedApi.published().examples(operation);
        return examples.isEmpty()
                ? List.of("")
                : examples.stream().map(JsonNode::toString).toList();
    }

    /** Its address with what it needs only, and with all parameters that have an example. */
    static List<String> paths(DocumentedOperation operation) {
        String path = operation.path();
        List<String> needed = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asString();
            String value = parameter.path("example").asString("");
            switch (parameter.path("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", value);
                case "query" -> {
                    String pair = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                    if (parameter.path("required").asBoolean(false) || parameter.has("x-needed-unless")) {
                        needed.add(pair);
                    }
                    if (!value.isEmpty()) {
                        all.add(pair);
                    }
                }
                default -> {}
            }
        }
        String bare = withQuery(path, needed);
        String whole = withQuery(path, all);
        boolean removes = operation.method().equals("DELETE");
        return bare.equals(whole) || removes ? List.of(whole) : List.of(bare, whole);
    }

    private static String withQuery(String path, List<String> pairs) {
        return pairs.isEmpty() ? path : path + pairs.stream().collect(Collectors.joining("&", "?", ""));
    }
}
