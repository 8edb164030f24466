package io.punchgate.api.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The form in which a customer's server gets its punches. */
public enum CallbackFormat {
    /** The body of the Cams callback API; an answer acknowledges by saying so. */
    REALTIME,
    /** CloudEvents 1.0 in its structured JSON form; any 2xx acknowledges. */
    CLOUDEVENTS,
    /** The envelope that Standard Webhooks recommends; any 2xx acknowledges. */
    STANDARD_WEBHOOKS,
    /** A batch of CloudEvents 1.0 in JSON, 1 to 100 of them; any 2xx acknowledges all. */
    CLOUDEVENTS_BATCH;

    /** The name by which operators set it, such as {@code standard-webhooks}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The format of that label, or empty. */
    public static Optional<CallbackFormat> labelled(String label) {
        return Stream.of(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }
}
