package io.punchgate.standalone.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser of no wits: it keeps the cookie, follows nothing, and sends what it is told to. */
final class Visitor implements AutoCloseable {

    private static final Duration HEADERS_MAX = Duration.ofSeconds(20);

    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    private final URI gate;
    private final HttpClient client;
    private String cookie = "";

    Visitor(URI gate) {
        this(gate, "127.0.0.1");
    }

    /** One that calls from that address of this machine. */
    Visitor(URI gate, String address) {
        this.gate = gate;
        try {
            this.client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Enters a key, and keeps the cookie. */
    HttpResponse<String> logIn(String key, String... headers) {
        return post("/console/login", Map.of("key", key), headers);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** The headers of a page, which come soon or not at all. */
    HttpResponse<String> head(String path) {
        return send(request(path).HEAD().timeout(HEADERS_MAX));
    }

    /** Sends a form as it is. */
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends a form of a page of its own login. */
    HttpResponse<String> submit(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("form_token", formToken());
        return post(path, all, "Origin", gate.toString(), "Sec-Fetch-Site", "same-origin");
    }

    /** The token in the forms of its login. */
    String formToken() {
        Matcher token = TOKEN.matcher(get("/console/people").body());
        if (!token.find()) {
            throw new AssertionError("no page has a form");
        }
        return token.group(1);
    }

    String cookie() {
        return cookie;
    }

    void setCookie(String text) {
        cookie = text;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gate.resolve(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
