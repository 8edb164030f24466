package io.punchgate.query.console.delivery;

import io.punchgate.query.console.page.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the list.
 *
 * @param punch the address of the punch's page, which has the attempts
 * @param why the reason why it stands where it does
 * @param redeliver the address that sends it again; empty where the person may not, or it is sent anyway
 */
public record DeliveryLine(
        String id,
        String punch,
        String sn,
        String callback,
        String status,
        int attempts,
        @Nullable Moment next,
        String why,
        Moment recorded,
        String redeliver) {}
