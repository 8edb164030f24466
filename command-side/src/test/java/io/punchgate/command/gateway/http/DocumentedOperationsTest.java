package io.punchgate.command.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import io.punchgate.runtime.document.DocumentedOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document tells of each operation of devices, by each of its methods, and of no other. */
@BesideOthers
class DocumentedOperationsTest {

    private static final String PREFIX = "/api/attendance/v1";

    @Test
    void givenTheOperationsOfDevices_whenComparedWithTheDocument_thenBothHaveTheSame() {
        Stream<String> served = Arrays.stream(Operation.values())
                .flatMap(operation -> Stream.of("GET", "POST")
                        .filter(operation::allows)
                        .map(method -> method + " " + PREFIX + operation.path()));
        List<String> documented = DocumentedOperation.published().stream()
                .filter(each -> each.path().startsWith(PREFIX))
                .map(DocumentedOperation::call)
                .toList();

        assertThat(documented)
                .as("operations in runtime/src/main/resources/documents/openapi/devices.yaml")
                .containsExactlyInAnyOrderElementsOf(served.toList());
    }
}
