package io.punchgate.query.delivery.table;

import io.punchgate.api.CallbackId;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks as the tables of deliveries keep them, in rows and indexes of each delivery: nothing for the default one, which nearly
 * all have, else the name; and a text that is no name for the punches that no callback wanted.
 */
public final class CallbackText {

    /** In place of a callback where none wanted the punch. */
    public static final String NONE = ".";

    private static final String DEFAULT = "";

    private CallbackText() {}

    /** The text of a callback. */
    public static String of(CallbackId callback) {
        return ofName(callback.name());
    }

    /** The text of a name. */
    public static String ofName(String name) {
        return name.equals(CallbackId.DEFAULT_NAME) ? DEFAULT : name;
    }

    /** The name that a text stands for; null: no callback's. */
    public static @Nullable String name(String text) {
        if (text.equals(NONE)) {
            return null;
        }
        return text.equals(DEFAULT) ? CallbackId.DEFAULT_NAME : text;
    }
}
