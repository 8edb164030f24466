package io.punchgate.query.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The personal text of a row: sealed by the key of its person, or in plain where its event was stored before there were keys. */
public final class PersonalRow {

    /** The columns that it is read from, but for the id of the punch or the correction. */
    public static final String COLUMNS = "person_id, sealed, personal";

    private final String id;
    private final UUID person;
    private final byte @Nullable [] sealed;
    private final @Nullable String plain;

    /**
     * The personal text of a punch or a correction.
     *
     * @param id of the punch or the correction, to which the text is bound
     * @param sealed the ciphertext; null: it is plain
     * @param plain the JSON of the fields; null: it is sealed
     */
    PersonalRow(String id, UUID person, byte @Nullable [] sealed, @Nullable String plain) {
        this.id = id;
        this.person = person;
        this.sealed = sealed;
        this.plain = plain;
    }

    /** The personal text of a row with a punch or a correction of that id. */
    public static PersonalRow of(ResultSet row, String id) throws SQLException {
        return new PersonalRow(
                id, row.getObject("person_id", UUID.class), row.getBytes("sealed"), row.getString("personal"));
    }

    /** The id of the punch or the correction, to which the text is bound. */
    public String id() {
        return id;
    }

    /** The id of the person. */
    public UUID person() {
        return person;
    }

    /** The ciphertext, which nobody changes; null: it is plain. */
    public byte @Nullable [] sealed() {
        return sealed;
    }

    /** The JSON of the fields; null: it is sealed. */
    public @Nullable String plain() {
        return plain;
    }
}
