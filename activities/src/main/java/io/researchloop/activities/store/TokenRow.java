package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An API token, by its hash only.
 *
 * @param name what its owner calls it
 * @param sha256 of the token, in hex
 * @param device of a dashboard's session: where it was begun, in words; null of others
 */
@Table("api_token")
public record TokenRow(
        @Id String id,
        String name,
        String sha256,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String device) {
    @Override
    public String toString() {
        return "TokenRow[id=" + id + ", name=" + name + "]";
    }
}
