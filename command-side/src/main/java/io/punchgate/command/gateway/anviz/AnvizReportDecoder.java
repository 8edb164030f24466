package io.punchgate.command.gateway.anviz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.punchgate.api.device.ReportedPunch;
import io.punchgate.command.gateway.DecodedRow;
import io.punchgate.command.gateway.Reporter;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a device's records, of 14 bytes each. */
final class AnvizReportDecoder {

    /** Records that a device gives at a time. */
    static final int RECORDS_MAX = 25;

    static final int RECORD_BYTES = 14;

    /** The start of the device's count of seconds, by its wall clock. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(2000, 1, 2, 0, 0);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    /** A serial number is filled up to 16 characters with zeros or blanks. */
    private static final Pattern FILLING = Pattern.compile("[^\\x21-\\x7E]");

    private static final int USER_BYTES = 5;
    /** The higher half tells of the door. */
    private static final int STATE_BITS = 0x0F;

    private AnvizReportDecoder() {}

    /** The serial number that a device was asked for, or empty where it cannot be that of any device. */
    static Optional<String> decodeSerialNumber(byte[] data) {
        String text = FILLING.matcher(new String(data, ISO_8859_1)).replaceAll("");
        return Optional.of(text).filter(Reporter::isSerialNumber);
    }

    /** The whole records of a page, which begins with their number; it may announce more than it holds. */
    static List<DecodedRow> decode(byte[] page) {
        int records = wholeRecords(page);
        List<DecodedRow> rows = new ArrayList<>(records);
        for (int n = 0; n < records; n++) {
            rows.add(decodeRecord(page, 1 + n * RECORD_BYTES, RECORD_BYTES));
        }
        return rows;
    }

    /** The record that a page announces and holds only a part of, or empty. */
    static Optional<DecodedRow> decodeCutRecord(byte[] page) {
        int start = 1 + wholeRecords(page) * RECORD_BYTES;
        return wholeRecords(page) < announcedRecords(page) && start < page.length
                ? Optional.of(decodeRecord(page, start, Math.min(page.length - start, RECORD_BYTES)))
                : Optional.empty();
    }

    private static int announcedRecords(byte[] page) {
        return page.length == 0 ? 0 : page[0] & 0xFF;
    }

    private static int wholeRecords(byte[] page) {
        return Math.min(announcedRecords(page), (page.length - 1) / RECORD_BYTES);
    }

    /** One record, as a device sends it by itself. */
    static DecodedRow decodeRecord(byte[] record) {
        return decodeRecord(record, 0, record.length);
    }

    private static DecodedRow decodeRecord(byte[] bytes, int start, int length) {
        if (length != RECORD_BYTES) {
            return unreadable(bytes, start, length, "a record has " + RECORD_BYTES + " bytes");
        }
        ByteBuffer record = ByteBuffer.wrap(bytes, start, length);
        long user = 0;
        for (int n = 0; n < USER_BYTES; n++) {
            user = (user << Byte.SIZE) | (record.get() & 0xFF);
        }
        if (user == 0) {
            return new DecodedRow.NoPunch();
        }
        LocalDateTime time = EPOCH.plusSeconds(record.getInt() & 0xFFFF_FFFFL);
        int backup = record.get() & 0xFF;
        int state = record.get() & STATE_BITS;
        return new DecodedRow.Punch(new ReportedPunch(
                Long.toString(user),
                time,
                null,
                TIME.format(time),
                Integer.toString(state),
                Integer.toString(backup),
                AnvizCodes.TABLE,
                null,
                null,
                null));
    }

    private static DecodedRow unreadable(byte[] bytes, int start, int length, String reason) {
        return new DecodedRow.Unreadable(
                HexFormat.of().withUpperCase().formatHex(bytes, start, start + length), reason);
    }
}
