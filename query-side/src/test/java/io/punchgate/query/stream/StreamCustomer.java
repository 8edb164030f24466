package io.punchgate.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.api.customer.CustomerEvent.ApiKeyIssued;
import io.punchgate.api.customer.CustomerEvent.PersonErased;
import io.punchgate.api.customer.Role;
import io.punchgate.api.delivery.Attempt;
import io.punchgate.api.delivery.DeliveryCommand.Delivered;
import io.punchgate.api.delivery.DeliveryEvent.PunchesDelivered;
import io.punchgate.api.delivery.PunchRef;
import io.punchgate.api.device.DeviceEvent.PunchRecorded;
import io.punchgate.query.RunningQuerySide;
import io.punchgate.query.TestEvents;
import io.punchgate.query.TestPunches;
import io.punchgate.runtime.access.ApiKey;
import io.punchgate.runtime.person.PersonKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer with a key and a device. */
record StreamCustomer(RunningQuerySide side, String id, String key, TestPunches device) {

    static StreamCustomer of(RunningQuerySide side, String id, @Nullable Instant expiresAt) {
        side.append(Streams.customer(id), TestEvents.AT, TestEvents.customer(id));
        StreamCustomer customer =
                new StreamCustomer(side, id, key(side, id, expiresAt), new TestPunches(id, id + "-1", "http"));
        side.append(Streams.device(id + "-1"), TestEvents.AT, TestEvents.device(id + "-1", id));
        return customer;
    }

    private static String key(RunningQuerySide side, String id, @Nullable Instant expiresAt) {
        ApiKey key = ApiKey.generate(id, "key-of-" + id);
        Instant now = Instant.now();
        side.append(
                Streams.customer(id),
                now,
                new ApiKeyIssued(id, key.keyId(), "test", Role.INTEGRATOR, key.hash(), null, expiresAt, now));
        return key.text();
    }

    StreamClient listen(String query) {
        return listen(query, null);
    }

    StreamClient listen(String query, @Nullable String lastEventId) {
        StreamClient client = StreamClient.open(side.uri("/api/v1/stream" + query), key, lastEventId);
        assertThat(client.answer().statusCode()).isEqualTo(200);
        return client;
    }

    PunchRecorded punch(String user) {
        PunchRecorded punch = device.punch(user, "2026-06-21T09:30:00+05:30", null);
        side.append(Streams.device(device.sn()), Instant.now(), punch);
        return punch;
    }

    /** Erases the person of a user. */
    void erase(String user) {
        UUID person = side.bean(PersonKeys.class).personOf(id, user).orElseThrow();
        Instant now = Instant.now();
        side.append(Streams.customer(id), now, new PersonErased(id, "erasure-1", List.of(person), "k1", now));
    }

    static PunchesDelivered delivered(CallbackId callback, PunchRecorded... punches) {
        List<Delivered> all = new ArrayList<>();
        for (PunchRecorded punch : punches) {
            all.add(new Delivered(new PunchRef(punch.punchId(), punch.sn(), 0), acknowledged(TestEvents.AT)));
        }
        return new PunchesDelivered(callback, all);
    }

    static Attempt acknowledged(Instant at) {
        return new Attempt(at, 200, 5, null, null);
    }
}
