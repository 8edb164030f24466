package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the table ATTLOG: {@code PIN, time, status, verify, work code, ..} with tabs between. How many columns there
 * are differs by firmware; those after the fourth tell nothing that all of it agree on.
 */
final class AttLogDecoder {

    private static final int PIN = 0;
    private static final int TIME = 1;
    private static final int STATUS = 2;
    private static final int VERIFY = 3;
    private static final int COLUMNS_READ = 5;

    private AttLogDecoder() {}

    static DecodedRow decode(String row) {
        String[] columns = row.split("\t", COLUMNS_READ);
        try {
            String userId = RowFields.userId(columns[PIN]);
            String time = columns.length > TIME ? ReportedText.trimmed(columns[TIME]) : "";
            PunchTime read = RowFields.time(time);
            return new DecodedRow.Punch(new ReportedPunch(
                    userId,
                    read.wallClock(),
                    read.offset(),
                    time,
                    ReportedText.codeOrNull(column(columns, STATUS)),
                    ReportedText.codeOrNull(column(columns, VERIFY)),
                    AdmsCodes.TABLE,
                    null,
                    null,
                    null));
        } catch (InvalidReport e) {
            return new DecodedRow.Unreadable(row, e.reason());
        }
    }

    private static @Nullable String column(String[] columns, int index) {
        return index < columns.length ? columns[index] : null;
    }
}
