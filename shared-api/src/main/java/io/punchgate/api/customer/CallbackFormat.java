package io.punchgate.api.customer;

/** The form in which a customer's server gets its punches. */
public enum CallbackFormat {
    /** The body of the Cams callback API; an answer acknowledges by saying so. */
    REALTIME,
    /** CloudEvents 1.0 in its structured JSON form; any 2xx acknowledges. */
    CLOUDEVENTS,
    /** The envelope that Standard Webhooks recommends; any 2xx acknowledges. */
    STANDARD_WEBHOOKS,
    /** A batch of CloudEvents 1.0 in JSON, 1 to 100 of them; any 2xx acknowledges all. */
    CLOUDEVENTS_BATCH
}
