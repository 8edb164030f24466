package io.punchgate.query.console.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryPlace;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.console.page.Link;
import io.punchgate.query.listing.Cursor;
import io.punchgate.runtime.web.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that the address of a page asks for.
 *
 * @param status one of them; by default what waits
 * @param cursor where the list goes on; null: at its beginning
 */
public record Wanted(
        String status,
        @Nullable String callback,
        @Nullable String sn,
        @Nullable String cursor) {

    private static final String KIND = "console-deliveries-1";
    private static final String CALLBACK_NAME = "[a-z0-9-]{1,32}";
    private static final String SERIAL = "[A-Za-z0-9._-]{1,64}";

    public Wanted {
        callback = emptyIsNull(callback);
        sn = emptyIsNull(sn);
        cursor = emptyIsNull(cursor);
        if (!DeliveryStatus.LABELS.contains(status)) {
            throw Problem.invalidField("status", "There is no such status.");
        }
        if (callback != null && !callback.matches(CALLBACK_NAME)) {
            throw Problem.invalidField("callback", "There can be no callback of this name.");
        }
        if (sn != null && !sn.matches(SERIAL)) {
            throw Problem.invalidField("sn", "There can be no device of this serial number.");
        }
    }

    private static @Nullable String emptyIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    DeliveryFilter filter() {
        return new DeliveryFilter(DeliveryStatus.labelled(status), callback, sn, null, false, 0, null, null);
    }

    DeliveryPlace after() {
        if (cursor == null) {
            return DeliveryPlace.behind(0);
        }
        Cursor read = Cursor.read(KIND, 2, cursor);
        String behind = read.parts().get(1);
        return new DeliveryPlace(read.number(0), behind.equals("*") ? null : behind);
    }

    /** The address of the list. */
    public String link(@Nullable String customer) {
        return link(status, customer, null);
    }

    /** The address of the list of another status. */
    public String link(String other, @Nullable String customer) {
        return link(other, customer, null);
    }

    String next(DeliveryPlace end, @Nullable String customer) {
        @Nullable String behind = end.callback();
        Cursor next = new Cursor(KIND, List.of(Long.toString(end.position()), behind == null ? "*" : behind));
        return link(status, customer, next.text());
    }

    private String link(String other, @Nullable String customer, @Nullable String from) {
        return Link.to("/console/deliveries")
                .with("customer", customer)
                .with("status", other)
                .with("callback", callback)
                .with("sn", sn)
                .with("cursor", from)
                .toString();
    }

    /** True if they can be sent again: what is pending is sent anyway. */
    public boolean canBeSentAgain() {
        return List.of("parked", "never", "delivered").contains(status);
    }

    /** The body of a redelivery of all of them. */
    Map<String, Object> redelivery(boolean dryRun) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        if (callback != null) {
            body.put("callback", callback);
        }
        if (sn != null) {
            body.put("sn", sn);
        }
        body.put("dry_run", dryRun);
        return body;
    }
}
