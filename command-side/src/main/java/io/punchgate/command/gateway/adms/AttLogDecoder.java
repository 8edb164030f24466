package io.punchgate.command.gateway.adms;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.InvalidReport;
import io.punchgate.command.gateway.PunchTime;
import io.punchgate.command.gateway.ReportedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the table ATTLOG: {@code PIN, time, status, verify, work code, ..} with tabs between. How many columns there
 * are differs by firmware; those after the fourth tell nothing that all of it agree on. Some firmware writes blanks in place of
 * the tabs, and some a name before each value.
 */
final class AttLogDecoder {

    private static final int PIN = 0;
    private static final int TIME = 1;
    private static final int STATUS = 2;
    private static final int VERIFY = 3;
    private static final int COLUMNS_READ = 5;

    private static final String TAB = "\t";
    private static final Pattern BLANKS = Pattern.compile(" +");
    /** Without a tab, only the form of the time tells the columns apart. */
    private static final Pattern WITH_BLANKS = Pattern.compile(
            " *(?<pin>[^ ]+) +(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2} +[0-9]{2}:[0-9]{2}:[0-9]{2}|[0-9]{9,10})(?: +(?<rest>.*))?");

    private AttLogDecoder() {}

    static DecodedRow decode(String row) {
        if (KeyedRowDecoder.isKeyed(row)) {
            return KeyedRowDecoder.decode(row);
        }
        String[] columns = columns(row);
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

    private static String[] columns(String row) {
        if (!row.contains(TAB)) {
            Matcher form = WITH_BLANKS.matcher(row);
            if (form.matches()) {
                @Nullable String rest = form.group("rest");
                String time = BLANKS.matcher(form.group("time")).replaceAll(" ");
                return Stream.concat(
                                Stream.of(form.group("pin"), time),
                                rest == null ? Stream.empty() : BLANKS.splitAsStream(rest.strip()))
                        .toArray(String[]::new);
            }
        }
        return row.split(TAB, COLUMNS_READ);
    }

    private static @Nullable String column(String[] columns, int index) {
        return index < columns.length ? columns[index] : null;
    }
}
