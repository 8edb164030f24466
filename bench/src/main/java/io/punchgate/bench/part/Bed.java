package io.punchgate.bench.part;

import io.punchgate.bench.load.Load;
import io.punchgate.bench.process.Product;
import java.nio.file.Path;

/**
 * The bed that every part measures on.
 *
 * @param jar this bench's own jar, which also holds the peers
 * @param folder for everything that is written, removed at the end
 * @param product running since before the part
 * @param load the source of all punches
 */
public record Bed(Options options, Path jar, Path folder, Product product, Load load) {}
