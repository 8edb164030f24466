package io.punchgate.query.console.punch;

import io.punchgate.api.attendance.PunchView;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.console.page.Moment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A punch in a list.
 *
 * @param link to its page
 * @param at by the clock of its device
 * @param recorded when it was recorded
 * @param person the user id, which may be any text; {@link #ERASED} in its place
 * @param personLink to the person's month; null: the person was erased
 * @param deviceLink to its device
 * @param type as recorded; "–" where it has none
 * @param suspect whether its time is far from when it came
 * @param corrections each in words
 * @param voided whether it counts no more
 */
public record PunchLine(
        String link,
        Moment at,
        Moment recorded,
        String person,
        @Nullable String personLink,
        String sn,
        String deviceLink,
        String type,
        String input,
        String transport,
        boolean suspect,
        List<String> corrections,
        boolean voided) {

    /** In the place of a person who was erased. */
    public static final String ERASED = "erased person";

    /** The line of a punch; {@code customer} stands in its addresses, unless it is null. */
    public static PunchLine of(PunchView punch, @Nullable String customer, Instant now) {
        @Nullable String person = punch.userId();
        return new PunchLine(
                link(punch.id(), customer),
                Moment.at(punch.time(), Moment.zone(punch.offset()), now),
                Moment.at(punch.recordedAt(), Moment.zone(punch.offset()), now),
                person == null ? ERASED : person,
                person == null ? null : person(person, punch.localTime().substring(0, "yyyy-MM".length()), customer),
                punch.sn(),
                Link.to("/console/devices").segment(punch.sn()).toString(),
                punch.type() == null ? "–" : punch.type().name(),
                punch.inputType().name(),
                punch.transport(),
                punch.clockSuspect(),
                punch.corrections().stream().map(ValidPunch::told).toList(),
                ValidPunch.of(punch).voided());
    }

    public PunchLine {
        corrections = List.copyOf(corrections);
    }

    /** One word about its corrections; empty where there are none. */
    public String changed() {
        return corrections.isEmpty() ? "" : voided ? "void" : "corrected";
    }

    /** The address of a punch's page. */
    public static String link(String punchId, @Nullable String customer) {
        return Link.to("/console/punches")
                .segment(punchId)
                .with("customer", customer)
                .toString();
    }

    /** The address of a person's month. Servers refuse some characters in paths: such an id is a parameter. */
    public static String person(String userId, @Nullable String month, @Nullable String customer) {
        boolean plain = userId.matches("[A-Za-z0-9_@-][A-Za-z0-9._@-]*");
        Link link = plain
                ? Link.to("/console/people").segment(userId)
                : Link.to("/console/people/-").with("user_id", userId);
        return link.with("month", month).with("customer", customer).toString();
    }
}
