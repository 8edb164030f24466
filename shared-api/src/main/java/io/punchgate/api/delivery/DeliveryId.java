package io.punchgate.api.delivery;

import io.punchgate.api.CallbackId;
import org.jspecify.annotations.Nullable;

/**
 * The id of a delivery, which is a punch and a callback.
 *
 * <p>A delivery to the default callback has the id of its punch, as does that of a punch that no callback wanted. One to
 * another callback has the id of the punch, a dot, and the callback's name. In that of a correction its own id stands in the
 * place of the punch's.
 *
 * @param punchId holds no dot
 * @param callback the callback's name; null: the default callback, or none
 */
public record DeliveryId(String punchId, @Nullable String callback) {

    private static final char SEPARATOR = '.';

    /** The id of the delivery of that punch to that callback. */
    public static String of(String punchId, CallbackId callback) {
        return callback.isDefault() ? punchId : punchId + SEPARATOR + callback.name();
    }

    /** Takes an id apart. A text that is no id gives a punch that nobody has. */
    public static DeliveryId parse(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? new DeliveryId(id, null) : new DeliveryId(id.substring(0, at), id.substring(at + 1));
    }
}
