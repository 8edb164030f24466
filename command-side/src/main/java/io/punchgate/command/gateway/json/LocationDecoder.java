package io.punchgate.command.gateway.json;

import static io.punchgate.command.gateway.json.StrictJson.given;

import io.punchgate.api.device.Location;
import io.punchgate.command.gateway.InvalidReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the place of a punch. Coordinates are numbers: a text in their place is refused, not guessed at. */
final class LocationDecoder {

    private static final String FIELD = "location";
    private static final double LAT_MAX = 90;
    private static final double LNG_MAX = 180;

    private LocationDecoder() {}

    static @Nullable Location decode(@Nullable JsonNode location) {
        if (location == null) {
            return null;
        }
        if (!location.isObject()) {
            throw InvalidReport.field(FIELD, "location is not an object");
        }
        double lat = coordinate(location, LAT_MAX, "lat", "latitude");
        double lng = coordinate(location, LNG_MAX, "lng", "lon", "longitude");
        return new Location(lat, lng, accuracy(given(location, "accuracy")));
    }

    private static double coordinate(JsonNode location, double max, String... names) {
        for (String name : names) {
            @Nullable JsonNode value = given(location, name);
            if (value != null) {
                return number(value, name, -max, max);
            }
        }
        throw InvalidReport.field(FIELD, "location has no " + names[0]);
    }

    private static @Nullable Double accuracy(@Nullable JsonNode value) {
        return value == null ? null : number(value, "accuracy", 0, Double.MAX_VALUE);
    }

    private static double number(JsonNode value, String name, double min, double max) {
        double number = value.isNumber() ? value.asDouble(Double.NaN) : Double.NaN;
        if (number >= min && number <= max) {
            return number;
        }
        throw InvalidReport.field(FIELD, "location's " + name + " is not a number in its range");
    }
}
