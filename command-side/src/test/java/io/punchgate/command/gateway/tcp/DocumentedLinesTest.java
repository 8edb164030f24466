package io.punchgate.command.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.document.ApiDocuments;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The AsyncAPI document tells of each line that a device may send, and of no other. */
@BesideOthers
class DocumentedLinesTest {

    @Test
    void givenTheOperationsOfLines_whenComparedWithTheDocument_thenBothHaveTheSame() {
        JsonNode document = ApiDocuments.asyncApi();
        List<String> documented = document.at("/channels/connection/messages")
                .valueStream()
                .map(message -> document.at(message.path("$ref").asString().substring(1)))
                .flatMap(message -> message.path("examples").valueStream())
                .map(example -> example.at("/payload/op").asString(""))
                .filter(op -> !op.isEmpty() && !op.equals("cmd"))
                .distinct()
                .toList();

        assertThat(documented)
                .as("lines of devices in runtime/src/main/resources/documents/asyncapi.yaml")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TcpRequest.Op.values())
                        .map(TcpRequest.Op::label)
                        .toList());
    }
}
