package io.researchloop.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the API in the words that it speaks: snake_case fields and lower-case enums. Made when first asked for. */
@Component
class ApiDescription implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info().title("ResearchLoop").version("1"));
        // Relative: how the server is reached is the caller's to know.
        api.setServers(null);
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().values().forEach(ApiDescription::describe);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void describe(Schema schema) {
        List<?> constants = schema.getEnum();
        if (constants != null) {
            schema.setEnum(constants.stream()
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .toList());
        }
        Map<String, Schema> fields = schema.getProperties();
        if (fields != null) {
            Map<String, Schema> renamed = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                describe(field);
                renamed.put(snakeCase(name), field);
            });
            schema.setProperties(renamed);
        }
        if (schema.getItems() != null) {
            describe(schema.getItems());
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
