package io.punchgate.api.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a callback, as an operator makes them.
 *
 * @param url the address that its punches are pushed to
 * @param retryScheduleSeconds the delays after the first attempt, in seconds; null: the default schedule
 * @param format of the body
 * @param perSecondMax pushes begun in a second; null: no limit
 * @param filter the punches that it wants
 * @param corrections whether it also gets the corrections of its punches
 */
public record CallbackSettings(
        String url,
        @Nullable List<Integer> retryScheduleSeconds,
        CallbackFormat format,
        @Nullable Integer perSecondMax,
        CallbackFilter filter,
        boolean corrections) {

    public CallbackSettings {
        retryScheduleSeconds = retryScheduleSeconds == null ? null : List.copyOf(retryScheduleSeconds);
    }

    /** The settings of a callback of which only the address is set. */
    public static CallbackSettings of(String url) {
        return new CallbackSettings(url, null, CallbackFormat.REALTIME, null, CallbackFilter.ALL, false);
    }

    /** Its wants. */
    public CallbackWants wants() {
        return new CallbackWants(filter, corrections);
    }
}
