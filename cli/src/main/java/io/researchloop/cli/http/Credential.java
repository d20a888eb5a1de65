package io.researchloop.cli.http;

/**
 * What proves who we are.
 *
 * @param source where it came from, for messages such as "the token in RESEARCHLOOP_TOKEN was refused"
 * @param replaceable whether asking the password can mend a refusal; what the environment sets wins again next time
 */
public record Credential(String header, String value, String source, boolean replaceable) {

    static Credential token(String token, String source, boolean replaceable) {
        return new Credential("Authorization", "Bearer " + token, "the token " + source, replaceable);
    }

    static Credential sharedSecret(String secret, String source) {
        return new Credential("X-Shared-Secret", secret, "the shared secret " + source, false);
    }

    /** Without the value: a record's own text would put the secret into any log line it meets. */
    @Override
    public String toString() {
        return source;
    }
}
