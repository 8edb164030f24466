package io.punchgate.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.device.Credential;
import io.punchgate.api.device.DeviceReply;
import io.punchgate.api.device.DeviceReport.RecordPunch;
import io.punchgate.api.device.DeviceReport.RejectReport;
import io.punchgate.api.device.Transport;
import io.punchgate.command.device.Given;
import io.punchgate.command.operation.Operator;
import io.punchgate.command.operation.OverHttp;
import io.punchgate.runtime.access.Tokens;
import io.punchgate.runtime.id.TimeOrderedIds;
import io.punchgate.runtime.person.PersonKeys;
import io.punchgate.runtime.sql.Migrations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErasureEndpointTest extends OverHttp {

    private static final String ERASURES = "/api/v1/erasures";

    @Autowired
    private CommandGateway commands;

    @Autowired
    private TimeOrderedIds ids;

    @Autowired
    private DataSource database;

    @Autowired
    private PersonKeys keys;

    private String token = "";
    private String sn = "";

    /** A device of customer {@code er1}; {@code er2} has none. */
    @BeforeEach
    void device() {
        Migrations.migrate(database, "command");
        operator().post(CUSTOMERS, "{\"id\":\"er1\",\"name\":\"x\"}");
        operator().post(CUSTOMERS, "{\"id\":\"er2\",\"name\":\"x\"}");
        sn = "ER-" + ids.next();
        token = register(sn, "er1");
    }

    private String register(String serial, String customer) {
        return operator()
                .post(DEVICES, """
                        {"sn":"%s","customer_id":"%s","label":"Gate","time_zone":"Asia/Kolkata"}""".formatted(serial, customer))
                .expect(201)
                .path("auth_token")
                .stringValue();
    }

    private DeviceReply punch(String serial, String secret, String user, String time) {
        return commands.sendAndWait(new RecordPunch(
                serial,
                Credential.authToken(Tokens.sha256Hex(secret)),
                Transport.HTTP,
                Instant.now(),
                ids.next(),
                Given.punch(user, time, null, "1")));
    }

    private void punch(String user) {
        assertThat(punch(sn, token, user, "2026-06-21T09:30:00")).isInstanceOf(DeviceReply.Recorded.class);
    }

    private void reject(String raw) {
        commands.sendAndWait(new RejectReport(
                sn, Credential.authToken(Tokens.sha256Hex(token)), Transport.HTTP, Instant.now(), raw, "no time"));
    }

    private Operator holder(String customer, String role) {
        return operator().withToken(key(customer, role));
    }

    private static String body(String user) {
        return "{\"user_id\":\"" + user + "\"}";
    }

    private List<String> erased() {
        return JdbcClient.create(database)
                .sql("select record from log.event where type = 'punchgate.person-erased.v1' order by position")
                .query(String.class)
                .list();
    }

    @Test
    void givenAPersonAndTextsThatNameIt_whenErased_thenTheirKeysAreGoneAndTheEventNamesNobody() {
        String user = "canary" + sn;
        punch(user);
        reject("{\"user_id\":\"" + user + "\"}");
        reject("1" + user + "\t2026");
        UUID person = keys.personOf("er1", user).orElseThrow();
        int before = erased().size();

        assertThat(holder("er1", "manager")
                        .post(ERASURES, body(" " + user + "\u00a0"))
                        .expect(202)
                        .path("id")
                        .stringValue())
                .hasSize(36);

        List<String> told = erased();
        assertThat(told).hasSize(before + 1);
        assertThat(told.getLast()).contains(person.toString()).doesNotContain(user);
        assertThat(keys.find(person)).isEmpty();
        assertThat(keys.personOf("er1", user)).isEmpty();
        assertThat(keys.texts("er1", new UUID(0, 0), 1_000))
                .anyMatch(text -> text.text().contains("1" + user))
                .noneMatch(text -> text.text().contains("\"" + user));
    }

    @Test
    void givenAnErasedPersonOrNobody_whenErasedAgain_thenTheAnswerIsTheSameAndNothingMoreIsStored() {
        punch("twice" + sn);
        Operator manager = holder("er1", "manager");
        for (String user : List.of("twice" + sn, "nobody" + sn)) {
            manager.post(ERASURES, body(user)).expect(202);
            int once = erased().size();

            manager.post(ERASURES, body(user)).expect(202);

            assertThat(erased()).hasSize(once);
            assertThat(keys.personOf("er1", user)).isEmpty();
        }
    }

    @Test
    void givenAnErasedPerson_whenItsPunchComesAgain_thenItIsARepeatAndALaterOneStartsAnew() {
        String user = "again" + sn;
        punch(user);
        UUID before = keys.personOf("er1", user).orElseThrow();
        holder("er1", "manager").post(ERASURES, body(user)).expect(202);

        assertThat(punch(sn, token, user, "2026-06-21T09:30:00")).isInstanceOf(DeviceReply.Duplicate.class);
        assertThat(keys.personOf("er1", user)).isEmpty();

        assertThat(punch(sn, token, user, "2026-06-21T18:30:00")).isInstanceOf(DeviceReply.Recorded.class);
        UUID after = keys.personOf("er1", user).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(keys.find(after)).isPresent();
        assertThat(keys.find(before)).isEmpty();
    }

    @Test
    void givenTwoCustomersWithTheSameUserId_whenOneErasesIt_thenTheOtherHasItStill() {
        String user = "both" + sn;
        String other = "ER2-" + sn;
        String secret = register(other, "er2");
        punch(user);
        assertThat(punch(other, secret, user, "2026-06-21T09:30:00")).isInstanceOf(DeviceReply.Recorded.class);

        holder("er1", "manager").post(ERASURES, body(user)).expect(202);

        assertThat(keys.personOf("er1", user)).isEmpty();
        assertThat(keys.personOf("er2", user).flatMap(keys::find)).isPresent();
    }

    @Test
    void givenAUserIdThatIsAWholeNumber_whenErased_thenItIsItsText() {
        punch("77001");

        holder("er1", "manager").post(ERASURES, "{\"user_id\":77001}").expect(202);

        assertThat(keys.personOf("er1", "77001")).isEmpty();
    }
}
