package io.punchgate.runtime.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A key that signs notes: Ed25519 (RFC 8032), of the JDK. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";

    private final VerifierKey verifier;
    private final PrivateKey secret;

    private SigningKey(VerifierKey verifier, PrivateKey secret) {
        this.verifier = verifier;
        this.secret = secret;
    }

    /** A new key of that name. */
    public static SigningKey generate(String name) {
        if (!VerifierKey.isName(name)) {
            throw new IllegalArgumentException("a key cannot be called '" + name + "'");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(VerifierKey.of(name, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * A key that was kept.
     *
     * @param verifier its public half
     * @param secret base64 of its private half in PKCS #8
     */
    public static SigningKey of(VerifierKey verifier, String secret) {
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret));
            return new SigningKey(verifier, KeyFactory.getInstance(ALGORITHM).generatePrivate(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without its cause, which could quote the secret.
            throw new IllegalStateException("the private half of the key " + verifier.text() + " cannot be read");
        }
    }

    /** The public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** The private half, base64 of PKCS #8, to be kept. */
    public String secret() {
        return Base64.getEncoder().encodeToString(secret.getEncoded());
    }

    /** The line with which a note of that text is signed, without its end. */
    String line(String text) {
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initSign(secret);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            ByteBuffer tagged = ByteBuffer.allocate(Integer.BYTES + signature.length);
            tagged.putInt(verifier.id()).put(signature);
            return SignedNote.DASH + verifier.name() + " " + Base64.getEncoder().encodeToString(tagged.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + verifier.text() + " does not sign", e);
        }
    }
}
