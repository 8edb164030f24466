package io.punchgate.runtime.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one person: AES-256 in Galois/Counter Mode (NIST SP 800-38D). A sealed text is 12 random bytes, the ciphertext and a tag of
 * 16 bytes.
 */
public final class PersonKey {

    static final int KEY_BYTES = 32;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** To make one costs as much as to seal. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(PersonKey::newCipher);

    private final UUID person;
    private final SecretKey key;

    PersonKey(UUID person, byte[] key) {
        this.person = person;
        this.key = new SecretKeySpec(key, "AES");
    }

    static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** The id of the person. */
    public UUID person() {
        return person;
    }

    /**
     * Encrypts a text.
     *
     * @param boundTo the id under which it is kept: under another one it cannot be opened
     */
    public byte[] seal(byte[] text, String boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BYTES);
        try {
            Cipher cipher = begin(Cipher.ENCRYPT_MODE, nonce, boundTo);
            int written = cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
            if (written != text.length + TAG_BYTES) {
                throw new IllegalStateException("a sealed text of " + written + " bytes");
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    /**
     * Decrypts a text.
     *
     * @throws IllegalStateException if it was changed, or sealed by another key or under another id; tells nothing of it
     */
    public byte[] open(byte[] sealed, String boundTo) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new IllegalStateException("a sealed text is too short");
        }
        try {
            Cipher cipher = begin(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), boundTo);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed text does not fit its key and its id", e);
        }
    }

    private Cipher begin(int mode, byte[] nonce, String boundTo) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(boundTo.getBytes(UTF_8));
        return cipher;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }
}
