package io.punchgate.command.gateway;

import io.punchgate.command.gateway.DecodedRow.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** The unreadable rows of one message, in a number of records that the policy bounds. */
final class UnreadableRows {

    private static final int JOINED_CHARACTERS_MAX = 4_000;
    private static final String JOINED_REASON = "rows that cannot be read, too many to keep each by itself";

    private final RowPolicy policy;
    private final List<Unreadable> records = new ArrayList<>();
    private int rows;

    UnreadableRows(RowPolicy policy) {
        this.policy = policy;
    }

    void add(Unreadable row) {
        rows++;
        int further = rows - policy.unreadableKeptEach();
        if (further > 1) {
            join(row, further);
        } else {
            records.add(row);
        }
    }

    private void join(Unreadable row, int further) {
        String last = records.getLast().raw();
        switch (policy.furtherUnreadable()) {
            case COUNTED ->
                records.set(records.size() - 1, new Unreadable(last, further + " more rows cannot be read"));
            case JOINED -> {
                String joined = last + "\n" + row.raw();
                if (joined.length() <= JOINED_CHARACTERS_MAX) {
                    records.set(records.size() - 1, new Unreadable(joined, JOINED_REASON));
                } else {
                    records.add(row);
                }
            }
        }
    }

    List<Unreadable> records() {
        return records;
    }
}
