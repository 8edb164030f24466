package io.punchgate.runtime.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the OpenAPI document.
 *
 * @param method in capitals
 * @param path with its parameters in braces
 * @param told the operation as the document tells it
 * @param parameters its own and those of its path, references followed
 */
public record DocumentedOperation(String method, String path, JsonNode told, List<JsonNode> parameters) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /** All operations of the document that the product publishes, in its order. */
    public static List<DocumentedOperation> published() {
        return of(ApiDocuments.openApi(), "paths");
    }

    /** All operations below {@code paths} or {@code webhooks}, in the order of the document. */
    static List<DocumentedOperation> of(JsonNode document, String member) {
        List<DocumentedOperation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path(member).properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (CommonAnswers.METHODS.contains(operation.getKey())) {
                    List<JsonNode> parameters = Stream.of(path.getValue(), operation.getValue())
                            .flatMap(holder -> holder.path("parameters").valueStream())
                            .map(each -> followed(document, each))
                            .toList();
                    all.add(new DocumentedOperation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue(),
                            parameters));
                }
            }
        }
        return List.copyOf(all);
    }

    /** The node that a reference leads to; anything else as it is. */
    static JsonNode followed(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** The method and the path, with the parameters unnamed: they are called otherwise in the code. */
    public String call() {
        return method + " " + unnamed(path);
    }

    /** A path with its parameters unnamed. */
    public static String unnamed(String path) {
        return PARAMETER.matcher(path).replaceAll("{}");
    }

    /** Tells whether that is a path of this operation; the parameter {@code path} may hold slashes. */
    boolean isAt(String actual) {
        String quoted = Pattern.quote(path.replace("{path}", "\0")).replace("\0", "\\E.+\\Q");
        return Pattern.matches(PARAMETER.matcher(quoted).replaceAll("\\\\E[^/]+\\\\Q"), actual);
    }

    /** The side that serves it in a split installation: {@code command}, {@code query} or {@code both}. */
    public String side() {
        return told.path("x-punchgate-side").asString("");
    }

    /** Tells whether its good answer has no end. */
    public boolean isStream() {
        return told.at("/responses/200/content").has("text/event-stream");
    }

    /** The status of success, the first if there are several. */
    public int success() {
        return told.path("responses").propertyNames().stream()
                .filter(status -> status.startsWith("2"))
                .map(Integer::valueOf)
                .findFirst()
                .orElseThrow();
    }
}
