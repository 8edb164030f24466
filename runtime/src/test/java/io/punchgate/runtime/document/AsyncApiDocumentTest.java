package io.punchgate.runtime.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document is one, can be read alone, and its examples are what it says. */
@BesideOthers
class AsyncApiDocumentTest {

    private static final ObjectNode DOCUMENT = ApiDocuments.asyncApi();

    @Test
    void givenTheDocument_whenReadByThePublishedSchemaOfAsyncApi_thenItIsValid() {
        assertThat(PublishedSchemas.faults("asyncapi-3.0.json", DOCUMENT)).isEmpty();
    }

    @Test
    void givenADocumentWithAnActionThatIsNone_whenReadByThePublishedSchemaOfAsyncApi_thenThatIsTold() {
        ObjectNode wrong = DOCUMENT.deepCopy();
        ((ObjectNode) wrong.at("/operations/logIn")).put("action", "shout");

        assertThat(PublishedSchemas.faults("asyncapi-3.0.json", wrong)).isNotEmpty();
    }

    @Test
    void givenTheDocument_whenReferencesAreFollowed_thenEachLeadsSomewhere() {
        assertThat(DOCUMENT.findValuesAsString("$ref"))
                .allSatisfy(ref -> assertThat(DOCUMENT.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void givenEachMessage_whenItsExamplesAreRead_thenTheyAreValidAndThereIsOne() {
        SchemaOf schemas = new SchemaOf(DOCUMENT);
        List<String> faults = new ArrayList<>();
        DOCUMENT.at("/components/messages").properties().forEach(message -> {
            JsonNode examples = message.getValue().path("examples");
            assertThat(examples).as(message.getKey()).isNotEmpty();
            examples.forEach(example ->
                    faults.addAll(schemas.faults(message.getValue().path("payload"), example.path("payload"))));
        });
        assertThat(faults).isEmpty();
    }
}
