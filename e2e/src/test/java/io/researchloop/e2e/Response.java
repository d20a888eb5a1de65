package io.researchloop.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** An HTTP answer. */
record Response(int status, String body) {
    JsonObject json() {
        return JsonParser.parseString(body).getAsJsonObject();
    }

    Response expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("expected " + wanted + ", the answer was " + status + ": " + body);
        }
        return this;
    }
}
