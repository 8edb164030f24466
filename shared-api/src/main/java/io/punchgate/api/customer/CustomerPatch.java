package io.punchgate.api.customer;

import org.jspecify.annotations.Nullable;

/**
 * An operator's change of a customer's settings; a null field stays as it is.
 *
 * @param retention the change of the days for which punches are kept
 */
public record CustomerPatch(
        @Nullable String name,
        @Nullable Pairing pairing,
        @Nullable Integer maxIntervalHours,
        RetentionChange retention) {

    /** The change of the days for which punches are kept. */
    public sealed interface RetentionChange {

        /** The limit stays, or there is still none. */
        record Kept() implements RetentionChange {}

        /** The limit goes: punches are kept for ever. */
        record Removed() implements RetentionChange {}

        /** This one takes its place. */
        record Replaced(int days) implements RetentionChange {}
    }

    /** The settings after the change. */
    public CustomerSettings applyTo(CustomerSettings settings) {
        return new CustomerSettings(
                name == null ? settings.name() : name,
                pairing == null ? settings.pairing() : pairing,
                maxIntervalHours == null ? settings.maxIntervalHours() : maxIntervalHours,
                retentionAfter(settings.retentionDays()));
    }

    private @Nullable Integer retentionAfter(@Nullable Integer before) {
        return switch (retention) {
            case RetentionChange.Kept kept -> before;
            case RetentionChange.Removed removed -> null;
            case RetentionChange.Replaced replaced -> replaced.days();
        };
    }
}
