package io.punchgate.api.device;

import io.punchgate.api.Personal;
import io.punchgate.api.PersonalEvent;
import io.punchgate.api.StoredAs;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event that is pushed to the callbacks that want it: a punch, or the correction of one. */
public sealed interface PushedEvent extends DeviceEvent, PersonalEvent
        permits DeviceEvent.PunchRecorded, PushedEvent.PunchCorrected {

    /** The id under which it is pushed: the punch's, or the correction's. */
    String pushedId();

    /** The type of the punch as it was recorded, as filters of callbacks know it. */
    PunchType pushedType();

    /** The time of its arrival, by our clock. */
    Instant recordedAt();

    /** The user of the punch; null once the person was erased. */
    @Nullable
    String userId();

    @Override
    String customerId();

    @Override
    default @Nullable String user() {
        return userId();
    }

    @Override
    default String sealedId() {
        return pushedId();
    }

    @Override
    default boolean erased() {
        return userId() == null;
    }

    /**
     * A manager corrected a punch, whose own event stays as it was. Of several corrections of one punch each changes what it
     * names, and the last that names something counts; one that names a type or a time counts the punch again that an earlier
     * one voided.
     *
     * @param customerId the customer whose punch it is, also where the device has another one by now
     * @param userId the user of the punch; null once the person was erased, as is the reason
     * @param pushedType the {@link #pushedType} of the punch
     * @param voided whether the punch does not count from now on
     * @param type the type that it has from now on; null: as before
     * @param time the time that it has from now on; null: as before
     * @param by the name and the id of the key
     */
    @StoredAs(name = "punch-corrected")
    record PunchCorrected(
            String correctionId,
            String sn,
            String customerId,
            String punchId,
            @Personal @Nullable String userId,
            PunchType pushedType,
            boolean voided,
            @Nullable PunchType type,
            @Nullable CorrectedTime time,
            @Personal @Nullable String reason,
            String by,
            Instant recordedAt,
            @Nullable UUID person,
            @Nullable String sealed)
            implements PushedEvent {

        @Override
        public String pushedId() {
            return correctionId;
        }
    }

    /**
     * The time that a correction gives a punch.
     *
     * @param time the instant
     * @param localTime the device's wall clock at that instant
     * @param offset the wall clock's offset, such as {@code +05:30}
     */
    record CorrectedTime(Instant time, LocalDateTime localTime, String offset) {

        /** The wall clock in ISO 8601, always with seconds. */
        public String shownLocalTime() {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(localTime);
        }
    }
}
