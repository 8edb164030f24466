package io.punchgate.runtime.access;

import io.punchgate.api.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes new secrets, and the hashes of those that are only ever compared. */
public final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int CALLBACK_TOKEN_CHARACTERS = 32;
    private static final int ID_CHARACTERS = 12;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** 256 random bits, base64url: 43 characters. For bearer tokens, auth-tokens and ADMS paths. */
    public static String secret() {
        return BASE64_URL.encodeToString(random(SECRET_BYTES));
    }

    /** 12 random characters of A-Z, a-z and 0-9, which name something and need not be secret. */
    public static String id() {
        return alphanumeric(ID_CHARACTERS);
    }

    /** A random number from 1 to 2,147,483,646, for devices that keep the id of an instruction in 32 bits. */
    public static String number() {
        return Integer.toString(RANDOM.nextInt(1, Integer.MAX_VALUE));
    }

    /** 32 random characters of A-Z, a-z and 0-9: the {@code AuthToken} of a push. */
    public static String callbackToken() {
        return alphanumeric(CALLBACK_TOKEN_CHARACTERS);
    }

    /** A signing secret as Standard Webhooks 1.0.0 writes it: {@code whsec_} and base64 of 256 random bits. */
    public static String signingSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(random(SECRET_BYTES));
    }

    /** SHA-256 of the text's UTF-8, lower-case hex. */
    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    /** Tells whether both texts are the same, in a time that does not depend on where they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(Sha256.of(one), Sha256.of(other));
    }

    private static String alphanumeric(int characters) {
        StringBuilder text = new StringBuilder(characters);
        RANDOM.ints(characters, 0, ALPHANUMERIC.length()).forEach(i -> text.append(ALPHANUMERIC.charAt(i)));
        return text.toString();
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
