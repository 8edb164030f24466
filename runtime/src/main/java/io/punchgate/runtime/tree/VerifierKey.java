package io.punchgate.runtime.tree;

import io.punchgate.api.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The public half of a key that signs notes (C2SP signed-note), with its name: Ed25519 alone. */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int PUBLIC_BYTES = 32;
    /** The beginning of each Ed25519 public key in X.509 (RFC 8410); the 32 bytes follow. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern PLUS = Pattern.compile("\\+");
    private static final int NAME_PARTS = 3;

    private final String name;
    private final byte[] publicBytes;
    private final int id;

    private VerifierKey(String name, byte[] publicBytes) {
        this.name = name;
        this.publicBytes = publicBytes;
        this.id = idOf(name, publicBytes);
    }

    static VerifierKey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    /**
     * Reads a key such as {@code example.com/foo+530d903a+Aekye..}.
     *
     * @throws IllegalArgumentException if the text is none, or its id is that of another key
     */
    public static VerifierKey parse(String text) {
        String[] parts = PLUS.split(text, NAME_PARTS);
        if (parts.length != NAME_PARTS || !isName(parts[0])) {
            throw new IllegalArgumentException("a verifier key is <name>+<id>+<base64>");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + PUBLIC_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("only Ed25519 verifier keys are known");
        }
        VerifierKey key = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("the id of the verifier key is not that of its name and public key");
        }
        return key;
    }

    /** Tells whether a text may name a key: not empty, without spaces, control characters and plus. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c));
    }

    private static int idOf(String name, byte[] publicBytes) {
        byte[] start = (name + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer hashed = ByteBuffer.allocate(start.length + 1 + publicBytes.length);
        hashed.put(start).put(ED25519).put(publicBytes);
        return ByteBuffer.wrap(Sha256.of(hashed.array())).getInt();
    }

    /** The name of the key, which is the origin of its checkpoints. */
    public String name() {
        return name;
    }

    int id() {
        return id;
    }

    /** The key as texts carry it: name, id and public key. */
    public String text() {
        byte[] typed = new byte[1 + publicBytes.length];
        typed[0] = ED25519;
        System.arraycopy(publicBytes, 0, typed, 1, publicBytes.length);
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** Tells whether a signature over a text is this key's. */
    boolean hasSigned(String text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509, X509.length + PUBLIC_BYTES);
        System.arraycopy(publicBytes, 0, encoded, X509.length, PUBLIC_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
