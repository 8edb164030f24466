package io.punchgate.query.console.page;

import io.punchgate.api.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The files that pages load: ours alone, from the jar. */
@Component
public final class Assets {

    static final String FOLDER = "/console/assets/";

    private static final int HASH_CHARACTERS = 12;
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private final Map<String, Asset> byName;
    private final Map<String, Asset> byAddress;

    Assets() {
        byName = List.of("console.css", "console.js", "icon.svg").stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), Assets::read));
        byAddress = byName.values().stream().collect(Collectors.toUnmodifiableMap(Asset::address, Function.identity()));
    }

    /** The address of the file of that name. */
    public String address(String name) {
        return named(name).address();
    }

    /** The file at that address, or null. */
    @Nullable
    Asset at(String address) {
        return byAddress.get(address);
    }

    private Asset named(String name) {
        @Nullable Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return asset;
    }

    private static Asset read(String name) {
        try {
            String content = new ClassPathResource("console/" + name).getContentAsString(StandardCharsets.UTF_8);
            String hash = HexFormat.of().formatHex(Sha256.of(content)).substring(0, HASH_CHARACTERS);
            String stem = name.substring(0, name.lastIndexOf('.'));
            String ending = name.substring(stem.length() + 1);
            return new Asset(
                    FOLDER + stem + "." + hash + "." + ending, TYPES.getOrDefault(ending, "text/plain"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
