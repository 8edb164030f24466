package io.punchgate.runtime.document;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays the errors that every call of a surface may be answered by into its operations, so that a file tells only its own. */
final class CommonAnswers {

    /** The members of a path that are operations; {@code HEAD} goes with {@code GET} untold. */
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final String RULES = "x-common-answers";

    private CommonAnswers() {}

    static void layInto(ObjectNode document) {
        JsonNode rules = document.remove(RULES);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey()) && member.getValue() instanceof ObjectNode operation) {
                    layInto(operation, path.getKey(), rules);
                }
            }
        }
    }

    private static void layInto(ObjectNode operation, String path, JsonNode rules) {
        boolean open = operation.path("security").isEmpty();
        for (JsonNode rule : rules) {
            if (path.startsWith(rule.path("under").asString())) {
                Map<String, JsonNode> answers = new TreeMap<>();
                add(operation.path("responses"), answers);
                if (!open) {
                    add(rule.path("every"), answers);
                }
                if (path.contains("{")) {
                    add(rule.path("with-parameter-in-path"), answers);
                }
                if (operation.has("requestBody")) {
                    add(rule.path("with-body"), answers);
                }
                operation.putObject("responses").setAll(answers);
                return;
            }
        }
    }

    private static void add(JsonNode answers, Map<String, JsonNode> to) {
        answers.properties().forEach(answer -> to.putIfAbsent(answer.getKey(), answer.getValue()));
    }
}
