package io.punchgate.command.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.document.ApiDocuments;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The AsyncAPI document tells of each topic of a device, by its direction, and of no other. */
@BesideOthers
class DocumentedTopicsTest {

    @Test
    void givenTheTopicsOfADevice_whenComparedWithTheDocument_thenBothHaveTheSame() {
        JsonNode document = ApiDocuments.asyncApi();
        List<String> documented = document.path("operations")
                .valueStream()
                .map(operation -> operation.path("action").asString() + " "
                        + document.at(operation.at("/channel/$ref").asString().substring(1))
                                .path("address")
                                .asString(""))
                .filter(told -> told.contains("mqtt"))
                .toList();

        assertThat(documented)
                .as("operations in runtime/src/main/resources/documents/asyncapi.yaml")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(DeviceTopic.Channel.values())
                        .map(channel -> (channel.isFromDevice() ? "receive " : "send ")
                                + new DeviceTopic("{sn}", channel).text())
                        .toList());
    }
}
