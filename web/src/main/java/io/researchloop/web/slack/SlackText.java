package io.researchloop.web.slack;

/** Text as Slack's mrkdwn has it. */
final class SlackText {
    private SlackText() {}

    /** Slack's control characters ("Escaping text"), so that no text of others mentions or links anybody. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Whom the rest of the product knows by these words. */
    static String person(String user) {
        return "Slack user " + user;
    }

    /** As it was typed: what Slack escaped is put back. */
    static String typed(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    /** At most so many characters, whole ones. */
    static String shorter(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }
}
