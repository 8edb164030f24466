package io.punchgate.bench.part.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.punchgate.bench.process.Database;
import io.punchgate.bench.process.UserHashes;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows of punches as the product keeps them: what is personal is sealed by the key of a person. */
final class SealedPunches {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int ROWS_AT_ONCE = 20_000;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Person> people = new HashMap<>();
    private final Database database;
    private final UserHashes hashes;
    private final Cipher cipher;
    private final long head;
    private final long punches;
    private final long smallEvery;

    /**
     * Rows for a database.
     *
     * @param head the position behind which they begin
     * @param punches the number of all
     * @param smallEvery one in so many is the small customer's
     */
    SealedPunches(Database database, long head, long punches, long smallEvery) {
        this.database = database;
        this.hashes = UserHashes.of(database);
        this.head = head;
        this.punches = punches;
        this.smallEvery = smallEvery;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Person(UUID id, SecretKeySpec key) {}

    /** Stores the punches of these numbers. */
    void store(long first, long last) {
        try (Connection connection = database.connect()) {
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (long from = first; from <= last; from += ROWS_AT_ONCE) {
                StringBuilder rows = new StringBuilder(ROWS_AT_ONCE * 512);
                StringBuilder newPeople = new StringBuilder();
                for (long n = from; n <= Math.min(last, from + ROWS_AT_ONCE - 1); n++) {
                    add(n, rows, newPeople);
                }
                copies.copyIn(
                        "copy person.person (id, customer_id, user_hash, key) from stdin",
                        new StringReader(newPeople.toString()));
                copies.copyIn("copy query.punch from stdin", new StringReader(rows.toString()));
            }
        } catch (SQLException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the punches cannot be stored", e);
        }
    }

    private void add(long n, StringBuilder rows, StringBuilder newPeople) throws GeneralSecurityException {
        String customer =
                n % smallEvery == 0 ? StoredPunches.SMALL : n % 10 == 0 ? "other-" + n % 70 : StoredPunches.LARGE;
        String user = "user-" + n * 7919 % StoredPunches.USERS;
        Person person = people.computeIfAbsent(customer + " " + user, ignored -> newPerson(customer, user, newPeople));
        Instant end = LocalDate.parse(StoredPunches.END).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant time = end.minusSeconds((punches - n + 1) * StoredPunches.SECONDS);
        String wall = WIRE.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        String id = UUID.randomUUID().toString();
        String personal = "{\"userId\":\"" + user + "\",\"attTimeRaw\":\"" + wall + "\",\"temperature\":36.6}";
        String type = n / StoredPunches.USERS % 2 == 0 ? "CheckIn" : n % 1000 == 7 ? "MealOut" : "CheckOut";
        rows.append(String.join(
                        "\t",
                        Long.toString(head + n),
                        time.toString(),
                        wall,
                        time.toString(),
                        id,
                        person.id.toString(),
                        "f",
                        customer,
                        customer + "-" + n % StoredPunches.DEVICES,
                        "+00:00",
                        type,
                        "1",
                        "Face",
                        "15",
                        n % 3 == 0 ? "adms" : "http",
                        "\\\\x" + HexFormat.of().formatHex(seal(person, id, personal)),
                        "\\N"))
                .append('\n');
    }

    private byte[] seal(Person person, String id, String personal) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        cipher.init(Cipher.ENCRYPT_MODE, person.key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.getBytes(UTF_8));
        byte[] text = cipher.doFinal(personal.getBytes(UTF_8));
        byte[] sealed = new byte[NONCE_BYTES + text.length];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        System.arraycopy(text, 0, sealed, NONCE_BYTES, text.length);
        return sealed;
    }

    private Person newPerson(String customer, String user, StringBuilder rows) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Person person = new Person(UUID.randomUUID(), new SecretKeySpec(key, "AES"));
        rows.append(String.join(
                        "\t",
                        person.id.toString(),
                        customer,
                        "\\\\x" + HexFormat.of().formatHex(hashes.of(customer, user)),
                        "\\\\x" + HexFormat.of().formatHex(key)))
                .append('\n');
        return person;
    }
}
