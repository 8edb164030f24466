package io.punchgate.runtime.tree;

import static io.punchgate.runtime.tree.IndependentVerifier.isConsistent;
import static io.punchgate.runtime.tree.IndependentVerifier.rootOfPath;
import static io.punchgate.runtime.tree.IndependentVerifier.treeHash;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.BesideOthers;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BesideOthers
class MerkleTreeTest {

    /** The entries of the known vectors, which implementations of RFC 6962 share. */
    private static final List<byte[]> VECTORS = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3,aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5,4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6,76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7,ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8,5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void givenTheKnownEntries_whenHashed_thenTheRootIsTheKnownOne(int size, String root) {
        List<byte[]> entries = VECTORS.subList(0, size);

        assertThat(hex(tree(entries).root())).isEqualTo(root).isEqualTo(treeHash(entries));
        assertThat(hex(grown(entries).root())).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,''",
        "0,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5,8,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2,3,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1,5,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void givenTheKnownEntries_whenOneIsProved_thenThePathIsTheKnownOne(int index, int size, String path) {
        List<TreeHash> proof = tree(VECTORS.subList(0, size)).inclusion(index);

        assertThat(String.join(" ", hex(proof))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,''",
        "1,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6,8,0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2,5,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void givenTheKnownEntries_whenTwoSizesAreCompared_thenTheProofIsTheKnownOne(int earlier, int size, String path) {
        List<TreeHash> proof = tree(VECTORS.subList(0, size)).consistency(earlier);

        assertThat(String.join(" ", hex(proof))).isEqualTo(path);
    }

    @Test
    void givenTreesOfManySizes_whenProved_thenTheIndependentVerifierAgreesAndNoOtherEntryPasses() {
        List<byte[]> entries = entries(70);
        for (int size = 1; size <= entries.size(); size++) {
            MerkleTree tree = tree(entries.subList(0, size));
            String root = treeHash(entries.subList(0, size));
            Checkpoint checkpoint = new Checkpoint("test", size, tree.root());
            assertThat(hex(tree.root())).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = tree.inclusion(index);
                assertThat(rootOfPath(entries.get(index), index, size, hex(path)))
                        .isEqualTo(root);
                Inclusion inclusion = new Inclusion(index, path);
                TreeHash leaf = TreeHash.ofEntry(entries.get(index));
                assertThat(inclusion.leads(leaf, checkpoint)).isTrue();
                assertThat(inclusion.leads(TreeHash.ofEntry(entries.get((index + 1) % 70)), checkpoint))
                        .isFalse();
                assertThat(new Inclusion(index + 1L, path).leads(leaf, checkpoint))
                        .isFalse();
            }
        }
    }

    @Test
    void givenAnyTwoSizes_whenCompared_thenTheIndependentVerifierAgrees() {
        List<byte[]> entries = entries(70);
        for (int later = 1; later <= entries.size(); later++) {
            String after = treeHash(entries.subList(0, later));
            for (int earlier = 0; earlier <= later; earlier++) {
                String before = treeHash(entries.subList(0, earlier));
                List<String> proof = hex(tree(entries.subList(0, later)).consistency(earlier));
                assertThat(isConsistent(earlier, before, later, after, proof)).isTrue();
                assertThat(earlier > 0 && isConsistent(earlier, treeHash(entries(1)), later, after, proof))
                        .isEqualTo(earlier == 1);
            }
        }
    }

    private static List<byte[]> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ByteBuffer.allocate(Integer.BYTES).putInt(i).array())
                .toList();
    }

    private static GrowingTree grown(List<byte[]> entries) {
        GrowingTree tree = new GrowingTree();
        entries.forEach(tree::add);
        return tree;
    }

    /** Nodes without tiles. */
    private static MerkleTree tree(List<byte[]> entries) {
        return new MerkleTree(
                (height, index) -> grown(entries.subList((int) (index << height), (int) ((index + 1) << height)))
                        .root(),
                entries.size());
    }

    private static List<String> hex(List<TreeHash> hashes) {
        return hashes.stream().map(MerkleTreeTest::hex).toList();
    }

    private static String hex(TreeHash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
