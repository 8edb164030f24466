package io.punchgate.command.gateway.adms;

import io.punchgate.command.gateway.DecodedRow;
import java.util.Iterator;
import java.util.function.Function;

/** Reads the punches of an upload, by its table. It decodes a row as it is asked for, and counts the rows. */
final class AdmsReportDecoder implements Iterator<DecodedRow> {

    private final Iterator<String> rows;
    private final Function<String, DecodedRow> table;
    private int rowsRead;

    private AdmsReportDecoder(byte[] body, Function<String, DecodedRow> table) {
        this.rows = new AdmsFrameDecoder(body);
        this.table = table;
    }

    /** Reads the table ATTLOG, of attendance models. */
    static AdmsReportDecoder attLog(byte[] body) {
        return new AdmsReportDecoder(body, AttLogDecoder::decode);
    }

    /** Reads the table rtlog, of access-control models. */
    static AdmsReportDecoder rtLog(byte[] body) {
        return new AdmsReportDecoder(body, KeyedRowDecoder::decode);
    }

    /** Reads an upload that names no table: a row of either is a punch, and any other is kept as unreadable. */
    static AdmsReportDecoder anyTable(byte[] body) {
        return attLog(body);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public DecodedRow next() {
        rowsRead++;
        return table.apply(rows.next());
    }

    /** The number of rows read so far, those without a punch included. */
    int rowsRead() {
        return rowsRead;
    }
}
