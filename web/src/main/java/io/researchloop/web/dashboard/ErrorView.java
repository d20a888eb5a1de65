package io.researchloop.web.dashboard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What an error page says.
 *
 * @param kind the status for those who look for it
 * @param search what to look for instead; null where a search would not help
 * @param whom to tell of it, before the address and the request's number
 */
record ErrorView(
        String kind, String title, String text, @Nullable String search, String whom) {
    private static final String OPERATOR = "Does it happen again? Tell who runs this server";

    static ErrorView of(HttpStatus status, @Nullable String said, String sought) {
        String kind = status.value() + ", " + status.getReasonPhrase().toLowerCase(Locale.ROOT);
        return switch (status) {
            case NOT_FOUND ->
                new ErrorView(
                        kind,
                        said == null ? "There is nothing here" : said,
                        "It was never made here, or its address is mistyped. Ids of sprints have 8 characters after"
                                + " “sp-”, from 0 to 9 and a to f.",
                        sought,
                        "Followed a link from Slack or a report? Tell who sent it");
            case FORBIDDEN ->
                new ErrorView(
                        kind,
                        "This form is too old",
                        "The page was open for long, or came from elsewhere, and nothing was changed. Open it again and"
                                + " repeat what you did.",
                        null,
                        OPERATOR);
            case METHOD_NOT_ALLOWED ->
                new ErrorView(
                        kind,
                        "This address takes forms only",
                        "Go back to the page that it belongs to.",
                        null,
                        OPERATOR);
            case SERVICE_UNAVAILABLE ->
                new ErrorView(
                        kind,
                        "The database is not available at the moment",
                        "Nothing was changed and running sprints go on. Is the disk full? The server’s log says more under the number below.",
                        null,
                        OPERATOR);
            default ->
                status.is4xxClientError()
                        ? new ErrorView(
                                kind,
                                "This request could not be understood",
                                said == null ? "Nothing was changed." : said,
                                null,
                                OPERATOR)
                        : new ErrorView(
                                kind,
                                "The server has a defect",
                                said == null
                                        ? "Nothing is lost and running sprints go on. The server’s log says more under the number below."
                                        : said,
                                null,
                                OPERATOR);
        };
    }
}
