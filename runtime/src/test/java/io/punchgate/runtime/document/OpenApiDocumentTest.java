package io.punchgate.runtime.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document is one, tells an example of everything, and its examples are what it says. */
@BesideOthers
class OpenApiDocumentTest {

    private static final ObjectNode DOCUMENT = ApiDocuments.openApi();
    private static final DocumentedApi API = new DocumentedApi(DOCUMENT);

    @Test
    void givenTheDocument_whenReadByThePublishedSchemaOfOpenApi_thenItIsValid() {
        assertThat(PublishedSchemas.faults("openapi-3.1.json", DOCUMENT)).isEmpty();
    }

    @Test
    void givenADocumentWithoutPaths_whenReadByThePublishedSchemaOfOpenApi_thenThatIsTold() {
        ObjectNode wrong = DOCUMENT.deepCopy();
        wrong.put("paths", "none");

        assertThat(PublishedSchemas.faults("openapi-3.1.json", wrong)).isNotEmpty();
    }

    @Test
    void givenEachSchema_whenReadByThePublishedSchemaOfSchemas_thenItIsValid() {
        assertThat(DOCUMENT.findValues("schema"))
                .isNotEmpty()
                .allSatisfy(schema ->
                        assertThat(PublishedSchemas.faultsOfSchema(schema)).isEmpty());
        assertThat(DOCUMENT.at("/components/schemas").properties())
                .allSatisfy(schema -> assertThat(PublishedSchemas.faultsOfSchema(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void givenTheDocument_whenReferencesAreFollowed_thenEachLeadsSomewhereAndEachComponentIsNamed() {
        Set<String> named = new TreeSet<>(DOCUMENT.findValuesAsString("$ref"));

        assertThat(named)
                .allSatisfy(ref -> assertThat(DOCUMENT.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
        for (Map.Entry<String, JsonNode> kind : DOCUMENT.path("components").properties()) {
            if (!kind.getKey().equals("securitySchemes")) {
                kind.getValue()
                        .propertyNames()
                        .forEach(name -> assertThat(named).contains("#/components/" + kind.getKey() + "/" + name));
            }
        }
    }

    @Test
    void givenEachRequestGoodAnswerAndWebhook_whenItHasJson_thenItHasAnExampleThatIsValid() {
        List<String> faults = new ArrayList<>();
        Stream.concat(API.operations().stream(), API.pushes().stream()).forEach(operation -> {
            check(operation.call() + " request", API.followed(operation.told().path("requestBody")), faults);
            for (Map.Entry<String, JsonNode> answer :
                    operation.told().path("responses").properties()) {
                check(operation.call() + " " + answer.getKey(), API.followed(answer.getValue()), faults);
            }
        });
        assertThat(faults).isEmpty();
    }

    private static void check(String where, JsonNode holder, List<String> faults) {
        for (Map.Entry<String, JsonNode> content : holder.path("content").properties()) {
            List<JsonNode> examples = DocumentedApi.examples(content.getValue());
            if (examples.isEmpty() && !content.getKey().equals("application/octet-stream")) {
                faults.add(where + " has no example");
            }
            for (JsonNode example : examples) {
                String body = example.isString() ? example.stringValue() : example.toString();
                faults.addAll(API.faults(where, holder.path("content"), content.getKey(), body));
            }
        }
    }

    @Test
    void givenEachParameter_whenItIsInAPath_thenItHasAnExampleAndEachOfAQueryASchema() {
        for (DocumentedOperation operation : API.operations()) {
            for (JsonNode parameter : operation.parameters()) {
                String what = operation.call() + " " + parameter.path("name");
                assertThat(parameter.has("schema")).as(what).isTrue();
                assertThat(parameter.has("example")
                                || !parameter.path("in").asString().equals("path"))
                        .as(what)
                        .isTrue();
                if (parameter.has("example")) {
                    assertThat(API.faults(parameter.get("schema"), parameter.get("example")))
                            .as(what)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void givenTheOperations_whenTheirNamesAreCompared_thenNoTwoAreTheSameAndEachTellsItsSideAndItsSecurity() {
        assertThat(API.operations())
                .extracting(each -> each.told().path("operationId").asString())
                .doesNotHaveDuplicates();
        assertThat(API.operations()).allSatisfy(each -> {
            assertThat(each.side()).as(each.call()).isIn("command", "query", "both");
            assertThat(each.told().has("security")).as(each.call()).isTrue();
        });
    }
}
