package io.researchloop.testing.mockapi;

/** How the API answers model calls. */
public enum Mode {
    /** A text ends each turn. */
    OK,
    /** One call of a tool, then a text ends the turn. */
    TOOL,
    /** As OK, its text spread over {@link MockAnthropic#pace}. */
    SLOW,
    /** An answer begins and never goes on. */
    HANG,
    /** 429 with the headers of a subscription's usage limit. */
    USAGE_LIMIT,
    /** 429 of an API key. */
    RATE_LIMIT,
    OVERLOADED,
    BAD_KEY,
    NO_CREDIT
}
