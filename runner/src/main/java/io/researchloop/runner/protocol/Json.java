package io.researchloop.runner.protocol;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes the wire records: snake_case names, lower-case enums, ISO-8601 instants, one line. */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, new InstantAdapter())
            .registerTypeAdapterFactory(new LowerCaseEnums())
            .create();

    private Json() {}

    public static String write(Object value) {
        return GSON.toJson(value);
    }

    /** @throws JsonParseException if the text is not JSON of that shape */
    public static <T> T read(String json, Class<T> type) {
        T value = GSON.fromJson(json, type);
        if (value == null) {
            throw new JsonParseException("expected a " + type.getSimpleName() + ", found nothing");
        }
        return value;
    }

    private static final class InstantAdapter extends TypeAdapter<@Nullable Instant> {
        @Override
        public void write(JsonWriter out, @Nullable Instant value) throws IOException {
            out.value(value == null ? null : value.toString());
        }

        @Override
        public @Nullable Instant read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            String text = in.nextString();
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new JsonParseException("expected a time like 2026-01-31T12:00:00Z, found " + text, e);
            }
        }
    }

    private static final class LowerCaseEnums implements TypeAdapterFactory {
        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            Class<? super T> raw = type.getRawType();
            return raw.isEnum() ? (TypeAdapter<T>) new LowerCaseEnum((Class<? extends Enum<?>>) raw) : null;
        }
    }

    private static final class LowerCaseEnum extends TypeAdapter<@Nullable Enum<?>> {
        private final Class<? extends Enum<?>> type;

        LowerCaseEnum(Class<? extends Enum<?>> type) {
            this.type = type;
        }

        @Override
        public void write(JsonWriter out, @Nullable Enum<?> value) throws IOException {
            out.value(value == null ? null : value.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public @Nullable Enum<?> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            String text = in.nextString();
            for (Enum<?> constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            throw new JsonParseException("unknown " + type.getSimpleName() + ": " + text);
        }
    }
}
