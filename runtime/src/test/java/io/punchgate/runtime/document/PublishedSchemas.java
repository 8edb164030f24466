package io.punchgate.runtime.document;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schemas that OpenAPI and AsyncAPI publish of themselves, copied to the tests' resources. */
final class PublishedSchemas {

    private PublishedSchemas() {}

    /** The faults of a document by one of the schemas. */
    static List<String> faults(String schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read(schema))
                .validate(document)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The faults of a schema by the one that JSON Schema publishes of schemas. */
    static List<String> faultsOfSchema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(schema)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode read(String name) {
        try (InputStream in =
                Objects.requireNonNull(PublishedSchemas.class.getResourceAsStream("/documents/" + name))) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
