package io.punchgate.query.console.page;

import io.punchgate.runtime.access.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The frame that every page shows around its own.
 *
 * @param title of the page
 * @param section the part of the console that it belongs to; null: none
 * @param caller the person; null: nobody has logged in
 * @param customerId the customer whose data it shows; null: none, or all
 * @param formToken of the session; empty where there is none
 * @param lag how far the read models are behind
 * @param now when it was made
 * @param base the address of this installation as the browser reached it, without a slash at its end
 * @param assets the addresses of the files that it loads
 */
public record Frame(
        String title,
        @Nullable Section section,
        @Nullable Caller caller,
        @Nullable String customerId,
        String formToken,
        Lag lag,
        Instant now,
        String base,
        Assets assets) {

    /** True if an operator looks at it. */
    public boolean operator() {
        return caller instanceof Caller.Operator;
    }

    /** The name of the person's key, and its role. */
    public String who() {
        return switch (caller) {
            case null -> "";
            case Caller.Operator operator -> "Operator";
            case Caller.KeyHolder holder ->
                holder.name() + " · " + holder.role().name().toLowerCase(Locale.ROOT);
        };
    }

    /** The date and time at which the page was made, UTC. */
    public String time() {
        return Moment.at(now, ZoneOffset.UTC, now).local();
    }

    /** The parts of the console that the person may see. */
    public List<Section> sections() {
        return List.of(Section.values());
    }

    /** The address of a part, with the customer that was chosen. */
    public String link(Section to) {
        return Link.to(to.path()).with("customer", chosenCustomer()).toString();
    }

    /** The customer as it stands in addresses: a key has but one, which need not be said. */
    public @Nullable String chosenCustomer() {
        return operator() ? customerId : null;
    }
}
