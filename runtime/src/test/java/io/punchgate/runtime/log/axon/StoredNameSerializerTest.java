package io.punchgate.runtime.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.DeviceEvent.ReportRejected;
import io.punchgate.runtime.TestDatabase;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.person.PersonalEvents;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class StoredNameSerializerTest {

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.freshUrl());
    private final PersonKeys keys = new PersonKeys(new JdbcTemplate(dataSource));
    private final Serializer serializer =
            StoredNameSerializer.create(new AnnotationRevisionResolver(), new PersonalEvents(keys));

    /** As dead letters are kept, and events where Axon Server is the event store. */
    @Test
    void givenAnEventOfAPerson_whenSerialized_thenItIsSealedAndReadAgainUntilItIsErased() {
        Migrations.migrate(dataSource, "person");
        ReportRejected event = new ReportRejected("SN1", "acme", "adms", "Canary", "no time", Instant.EPOCH);

        SerializedObject<String> serialized = serializer.serialize(event, String.class);

        assertThat(serialized.getType().getName()).isEqualTo("punchgate.report-rejected.v1");
        assertThat(serialized.getData()).contains("\"sealed\"").doesNotContain("Canary", "no time");
        ReportRejected read = serializer.deserialize(serialized);
        assertThat(read.raw()).isEqualTo("Canary");
        assertThat(serializer.serialize(read, String.class).getData()).isEqualTo(serialized.getData());

        keys.destroy("acme", List.of(Objects.requireNonNull(read.person())));
        keys.observe(1);
        assertThat(serializer.<String, ReportRejected>deserialize(serialized).erased())
                .isTrue();
    }
}
