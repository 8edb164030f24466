package io.punchgate.runtime.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Joins the documents from their files. That takes a fraction of a second, once. */
public final class ApiDocuments {

    private static final String FOLDER = "/documents/";
    /** The surfaces, in the order in which the document shows them. */
    private static final List<String> SURFACES =
            List.of("devices", "operators", "integrators", "auditors", "documents", "push");

    private static final JsonMapper JSON = new JsonMapper();

    private ApiDocuments() {}

    /** The OpenAPI document, of what is called over HTTP and what is pushed. */
    public static ObjectNode openApi() {
        ObjectNode document = read("openapi/base.yaml");
        for (String surface : SURFACES) {
            String file = "openapi/" + surface + ".yaml";
            lay(read(file), document, file + "#");
        }
        CommonAnswers.layInto(document);
        return document;
    }

    /** The AsyncAPI document, of what devices say over TCP and MQTT. */
    public static ObjectNode asyncApi() {
        ObjectNode document = read("asyncapi.yaml");
        SharedSchemas.layInto(document, openApi());
        return document;
    }

    /** Lays the members of one object into another. Two values at the same place are a fault of the files. */
    private static void lay(ObjectNode from, ObjectNode into, String where) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            @Nullable JsonNode there = into.get(member.getKey());
            String place = where + "/" + member.getKey();
            if (there == null) {
                into.set(member.getKey(), member.getValue());
            } else if (there instanceof ObjectNode object && member.getValue() instanceof ObjectNode more) {
                lay(more, object, place);
            } else {
                throw new IllegalStateException(place + " is told by another file, too");
            }
        }
    }

    private static ObjectNode read(String file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (@Nullable InputStream in = ApiDocuments.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FOLDER + file);
            }
            return JSON.valueToTree(new Yaml(new SafeConstructor(strict)).<Object>load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
