package io.punchgate.runtime.document;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays the schemas that one document names and another has into the first, so that each can be read alone. */
final class SharedSchemas {

    private static final String PREFIX = "#/components/schemas/";

    private SharedSchemas() {}

    static void layInto(ObjectNode document, ObjectNode from) {
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        while (true) {
            var missing = named(document)
                    .filter(name -> !schemas.has(name))
                    .distinct()
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            for (String name : missing) {
                schemas.set(name, from.at("/components/schemas/" + name).requireNonNull());
            }
        }
    }

    private static Stream<String> named(JsonNode node) {
        return node.findValuesAsString("$ref").stream()
                .filter(ref -> ref.startsWith(PREFIX))
                .map(ref -> ref.substring(PREFIX.length()));
    }
}
