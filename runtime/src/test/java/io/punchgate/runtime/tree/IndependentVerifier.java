package io.punchgate.runtime.tree;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A second reading of RFC 6962, section 2.1, for tests alone: recursive, as the definitions stand there, over whole lists, in
 * hexadecimal. It shares no line with the product.
 */
public final class IndependentVerifier {

    private IndependentVerifier() {}

    /** {@code MTH(D[n])}. */
    public static String treeHash(List<byte[]> d) {
        int n = d.size();
        if (n == 0) {
            return sha256();
        }
        if (n == 1) {
            return sha256(new byte[] {0}, d.getFirst());
        }
        int k = k(n);
        return node(treeHash(d.subList(0, k)), treeHash(d.subList(k, n)));
    }

    /** The root to which an audit path ({@code PATH(m, D[n])}) leads. */
    public static String rootOfPath(byte[] entry, long m, long n, List<String> path) {
        List<String> rest = new ArrayList<>(path);
        String root = climb(sha256(new byte[] {0}, entry), m, n, rest);
        return rest.isEmpty() ? root : "too long";
    }

    private static String climb(String leaf, long m, long n, List<String> path) {
        if (n == 1) {
            return leaf;
        }
        if (path.isEmpty()) {
            return "too short";
        }
        String last = path.removeLast();
        long k = k(n);
        return m < k ? node(climb(leaf, m, k, path), last) : node(last, climb(leaf, m - k, n - k, path));
    }

    /** Tells whether {@code PROOF(m, D[n])} shows that the tree of {@code m} is the beginning of that of {@code n}. */
    public static boolean isConsistent(long m, String before, long n, String after, List<String> proof) {
        if (m == n || m == 0) {
            return proof.isEmpty() && (m == 0 || before.equals(after));
        }
        List<String> rest = new ArrayList<>(proof);
        return List.of(before, after).equals(roots(m, n, before, true, rest)) && rest.isEmpty();
    }

    /** {@code SUBPROOF(m, D[n], b)}, read backwards: both roots. */
    private static List<String> roots(long m, long n, String before, boolean b, List<String> proof) {
        if (m == n && b) {
            return List.of(before, before);
        }
        if (proof.isEmpty()) {
            return List.of("too short", "too short");
        }
        String last = proof.removeLast();
        if (m == n) {
            return List.of(last, last);
        }
        long k = k(n);
        if (m <= k) {
            List<String> left = roots(m, k, before, b, proof);
            return List.of(left.getFirst(), node(left.getLast(), last));
        }
        List<String> right = roots(m - k, n - k, before, false, proof);
        return List.of(node(last, right.getFirst()), node(last, right.getLast()));
    }

    private static int k(long n) {
        int k = 1;
        while (2L * k < n) {
            k *= 2;
        }
        return k;
    }

    private static String node(String left, String right) {
        boolean hashes = left.matches("[0-9a-f]{64}") && right.matches("[0-9a-f]{64}");
        return hashes ? sha256(new byte[] {1}, bytes(left), bytes(right)) : "no hash";
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
