package io.researchloop.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** The page that somebody asked for before the login, where they go after it. */
@Component
public class WantedPage {
    private static final String PAGES = "/dashboard/";

    private final RequestCache cache;

    WantedPage(RequestCache cache) {
        this.cache = cache;
    }

    /** Its path and query, always of a page of ours: the wish comes from a cookie. */
    public Optional<String> of(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = cache.getRequest(request, response);
        return saved == null ? Optional.empty() : local(saved.getRedirectUrl());
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        cache.removeRequest(request, response);
    }

    private static Optional<String> local(String wanted) {
        try {
            URI uri = URI.create(wanted);
            String path = uri.getRawPath();
            if (path == null || !path.startsWith(PAGES) || path.contains("//") || path.contains("\\")) {
                return Optional.empty();
            }
            return Optional.of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
