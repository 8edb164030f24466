package io.punchgate.bench.part;

import io.punchgate.bench.customer.Callback;
import io.punchgate.bench.customer.CustomerServer;
import io.punchgate.bench.process.Product;
import java.util.ArrayList;
import java.util.List;

/** The callbacks of a customer that gets each punch at one of them, or at several. */
public enum Subscription {
    /** One callback, a request for each punch. */
    EACH("a POST each", "realtime", 1),
    /** One callback, up to 100 punches in a request. */
    BATCH("batches", "cloudevents-batch", 1),
    /** Three callbacks, a request for each punch at each of them. */
    THREE("three callbacks, a POST each", "realtime", 3);

    private final String title;
    private final String format;
    private final int callbacks;

    Subscription(String title, String format, int callbacks) {
        this.title = title;
        this.format = format;
        this.callbacks = callbacks;
    }

    public String title() {
        return title;
    }

    /** The number of callbacks, each of which gets every punch. */
    public int callbacks() {
        return callbacks;
    }

    /** Has the customer's punches pushed to that server. */
    public Subscribed subscribe(Product product, String customer, CustomerServer server) {
        List<String> paths = new ArrayList<>(callbacks);
        List<Callback> receiving = new ArrayList<>(callbacks);
        for (int i = 0; i < callbacks; i++) {
            Callback callback = server.callback(customer + "-" + i);
            // The first is the only one that a product has which knows one callback a customer.
            String path = "admin/v1/customers/" + customer + (i == 0 ? "/callback" : "/callbacks/bench-" + i);
            String body = this == EACH
                    ? "{\"url\":\"%s\"}".formatted(callback.url())
                    : "{\"url\":\"%s\",\"format\":\"%s\"}".formatted(callback.url(), format);
            product.api().send("PUT", path, body);
            paths.add(path);
            receiving.add(callback);
        }
        return new Subscribed(product, List.copyOf(paths), List.copyOf(receiving));
    }

    /**
     * The callbacks that a customer has subscribed.
     *
     * @param paths of the callbacks below the API
     * @param callbacks where each punch arrives
     */
    public record Subscribed(Product product, List<String> paths, List<Callback> callbacks) {

        public void pause() {
            paths.forEach(path -> product.api().send("POST", path + "/pause", ""));
        }

        public void resume() {
            paths.forEach(path -> product.api().send("POST", path + "/resume", ""));
        }
    }
}
