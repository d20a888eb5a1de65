package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** The database cannot be read or written now. Nothing of the failed call is in it; the same call may be tried again. */
public final class StoreUnavailable extends DataAccessResourceFailureException {
    private static final long serialVersionUID = 1;

    private final boolean full;

    StoreUnavailable(String message, boolean full, @Nullable Throwable cause) {
        super(message, cause);
        this.full = full;
    }

    /** True if the disk (or the quota) is full: 507. Else 503. */
    public boolean full() {
        return full;
    }
}
