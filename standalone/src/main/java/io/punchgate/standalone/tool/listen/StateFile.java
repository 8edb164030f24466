package io.punchgate.standalone.tool.listen;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Keeps the {@link Position} over restarts, in a file that is replaced as a whole. It holds no secret. */
record StateFile(Path path) {

    private static final String LAST_EVENT_ID = "last_event_id";
    private static final String SINCE = "since";

    /** Apart, so that a first start, which has no such file, does not wait for it. */
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }

    /**
     * The position kept; empty if there is no such file.
     *
     * @throws IOException if it cannot be read, or holds something else
     */
    Optional<Position> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            Map<String, String> texts = texts(Files.readString(path));
            @Nullable String since = texts.get(SINCE);
            Position position = new Position(texts.get(LAST_EVENT_ID), since == null ? null : Instant.parse(since));
            if (position.isNow()) {
                throw new IOException("it holds no position");
            }
            return Optional.of(position);
        } catch (JacksonException | DateTimeException e) {
            throw new IOException("it is not what this tool writes", e);
        }
    }

    private static Map<String, String> texts(String text) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getString());
                }
                json.skipChildren();
            }
        }
        return texts;
    }

    /** Replaces what is kept. */
    void save(Position position) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        // An interrupt, which is how the tool is ended, would break off a channel.
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile());
                JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            if (position.lastEventId() != null) {
                json.writeStringProperty(LAST_EVENT_ID, position.lastEventId());
            }
            if (position.since() != null) {
                json.writeStringProperty(SINCE, position.since().toString());
            }
            json.writeEndObject();
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
