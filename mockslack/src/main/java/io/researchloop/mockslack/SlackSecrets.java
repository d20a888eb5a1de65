package io.researchloop.mockslack;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What an app and its workspace know of each other.
 *
 * @param botToken for the Web API
 * @param appToken for Socket Mode
 * @param signing of what the workspace sends
 */
public record SlackSecrets(String botToken, String appToken, String signing) {
    /** New ones, which nobody can guess: whoever knows them may give commands. */
    public static SlackSecrets random() {
        return new SlackSecrets("xoxb-" + word(), "xapp-" + word(), word());
    }

    private static String word() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "SlackSecrets[hidden]";
    }
}
