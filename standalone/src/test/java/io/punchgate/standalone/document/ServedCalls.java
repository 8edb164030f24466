package io.punchgate.standalone.document;

import io.punchgate.command.CommandSide;
import io.punchgate.query.QuerySide;
import io.punchgate.runtime.document.DocumentConfiguration;
import io.punchgate.runtime.document.DocumentedApi;
import io.punchgate.runtime.document.DocumentedOperation;
import io.punchgate.standalone.Standalone;
import io.punchgate.standalone.stage.Gate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** The calls that Spring's endpoints really serve, as far as the document has to tell of them. */
final class ServedCalls {

    /** By the place of a module's classes, its side; endpoints of tests are at another place. */
    private static final Map<String, String> SIDES = Map.of(
            place(CommandSide.class), "command",
            place(QuerySide.class), "query",
            place(DocumentConfiguration.class), "both",
            place(Standalone.class), "standalone");

    private ServedCalls() {}

    /** By method and path, the side that serves the call. */
    static Map<String, String> of(Gate gate) {
        Map<String, String> calls = new TreeMap<>();
        gate.calls().forEach((mapping, handler) -> {
            @Nullable String side = SIDES.get(place(handler.getBeanType()));
            if (side != null) {
                calls(mapping).forEach(call -> calls.put(call, side));
            }
        });
        return calls;
    }

    private static Stream<String> calls(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .filter(DocumentedApi::concerns)
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + DocumentedOperation.unnamed(path)));
    }

    private static String place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}
