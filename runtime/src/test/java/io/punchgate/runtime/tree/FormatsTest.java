package io.punchgate.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.punchgate.runtime.BesideOthers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of C2SP: the examples of its documents, and what is none of them. */
@BesideOthers
class FormatsTest {

    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void givenTheExampleOfTheSpecification_whenChecked_thenItsKeyHasSignedIt() {
        List<VerifierKey> known = List.of(VerifierKey.parse(VKEY));

        assertThat(known.getFirst().text()).isEqualTo(VKEY);
        assertThat(SignedNote.parse(NOTE).isSignedBy(known)).isTrue();
        assertThat(SignedNote.parse(NOTE.replace("message", "massage")).isSignedBy(known))
                .isFalse();
        assertThat(SignedNote.parse(NOTE)
                        .isSignedBy(
                                List.of(SigningKey.generate("example.com/foo").verifier())))
                .isFalse();
    }

    @Test
    void givenTwoKeys_whenSignedWithBoth_thenEitherIsEnoughAndASpoiltSignatureOfAKnownKeyIsNot() {
        SigningKey one = SigningKey.generate("example.com/log");
        SigningKey other = SigningKey.generate("example.com/log");
        SigningKey kept = SigningKey.of(VerifierKey.parse(one.verifier().text()), one.secret());
        String note = SignedNote.sign("text\n", List.of(other, kept));
        SignedNote parsed = SignedNote.parse(note);
        String spoilt = note.substring(0, note.length() - 5) + "AAA=\n";

        assertThat(parsed.text()).isEqualTo("text\n");
        assertThat(parsed.isSignedBy(List.of(one.verifier()))).isTrue();
        assertThat(parsed.isSignedBy(List.of(other.verifier()))).isTrue();
        assertThat(parsed.isSignedBy(List.of())).isFalse();
        assertThat(SignedNote.parse(spoilt).isSignedBy(List.of(one.verifier(), other.verifier())))
                .isFalse();
        assertThat(SignedNote.parse(spoilt).isSignedBy(List.of(other.verifier())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/foo",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void givenTextThatIsNoVerifierKey_whenRead_thenItIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(text));
    }

    @Test
    void givenTheExampleOfACheckpoint_whenRead_thenItSaysTheSameAgain() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text + "an extension\n").size()).isEqualTo(20_852_163);
        for (String wrong :
                List.of("a\n01\n" + ROOT + "\n", "a\n-1\n" + ROOT + "\n", "a\n1\n", "\n1\n" + ROOT + "\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(wrong));
        }
    }

    @Test
    void givenAProof_whenRead_thenItSaysTheSameAgain() {
        Inclusion inclusion = new Inclusion(3, List.of(TreeHash.parse(ROOT), TreeHash.ofEmptyTree()));
        String text = new TlogProof(inclusion, NOTE).text();

        assertThat(text)
                .isEqualTo("c2sp.org/tlog-proof@v1\nindex 3\n" + ROOT
                        + "\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n" + NOTE);
        assertThat(TlogProof.parse(text)).isEqualTo(new TlogProof(inclusion, NOTE));
        assertThat(TlogProof.parse(text.replace("index", "extra YQ==\nindex")))
                .isEqualTo(new TlogProof(inclusion, NOTE));
        for (String wrong : List.of(
                text.replace("@v1", "@v2"), text.replace("index 3", "index 03"), text.replace("+/TI", "!/TI"), "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TlogProof.parse(wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0/x001/x234/067,0,1234067,256",
        "0/000,0,0,256",
        "63/000.p/1,63,0,1",
        "1/999.p/255,1,999,255",
        "entries/x001/000.p/12,0,1000,12"
    })
    void givenTheAddressOfATile_whenRead_thenItSaysTheSameAgain(String path, int level, long number, int width) {
        TilePath read = TilePath.parse(path).orElseThrow();

        assertThat(read).isEqualTo(new TilePath(level, path.startsWith("entries"), number, width));
        assertThat(read.text()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/0",
                "0/00",
                "00/000",
                "64/000",
                "-1/000",
                "0/x000/001",
                "0/001/002",
                "0/x1/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p",
                "a/000",
                "0/000/",
                "entries",
                "0/x001/x001/x001/x001/x001/x001/x001/001"
            })
    void givenNoAddressOfATile_whenRead_thenItNamesNone(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }
}
