package io.punchgate.query.export;

import io.punchgate.query.listing.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A format of exports, by the name that stands in {@code format} and at the end of the file's name. */
enum ExportFormat {
    CSV("text/csv;charset=UTF-8", false) {
        @Override
        <T> ExportWriter<T> writer(ExportTable<T> table, OutputStream out, JsonMapper json) {
            return new CsvTableWriter<>(table, out, json);
        }
    },
    NDJSON("application/x-ndjson", false) {
        @Override
        <T> ExportWriter<T> writer(ExportTable<T> table, OutputStream out, JsonMapper json) {
            return new NdjsonWriter<>(out, json);
        }
    },
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true) {
        @Override
        <T> ExportWriter<T> writer(ExportTable<T> table, OutputStream out, JsonMapper json) throws IOException {
            return new XlsxTableWriter<>(table, out, json, XlsxTableWriter.SHEET_ROWS_MAX);
        }
    };

    private static final Set<String> LABELS =
            Stream.of(values()).map(ExportFormat::label).collect(Collectors.toUnmodifiableSet());

    private final String mediaType;
    private final boolean hasAnEnd;

    ExportFormat(String mediaType, boolean hasAnEnd) {
        this.mediaType = mediaType;
        this.hasAnEnd = hasAnEnd;
    }

    /**
     * The format that the parameters name.
     *
     * @throws io.punchgate.runtime.web.Problem 400 naming {@code format}, if there is none, or no such one
     */
    static ExportFormat read(Parameters parameters) {
        parameters.oneOf("format", LABELS);
        return valueOf(parameters.required("format").toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    /** Tells whether a file of which the end is missing is known by itself. */
    boolean hasAnEnd() {
        return hasAnEnd;
    }

    abstract <T> ExportWriter<T> writer(ExportTable<T> table, OutputStream out, JsonMapper json) throws IOException;
}
