package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may set the first password: somebody at this very machine, or somebody who can read the server's console. A
 * request through a proxy or a tunnel seems to come from this machine too, so one that carries a proxy's headers, or
 * names another host, needs the code.
 */
@Component
public class SetupGate {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String code = newCode();

    /** The one-time code for the console. */
    public String code() {
        return code;
    }

    /** True if the visitor needs no code. */
    public boolean atThisMachine(HttpServletRequest request) {
        boolean proxied = Stream.of("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
                .anyMatch(header -> request.getHeader(header) != null);
        return !proxied
                && LOOPBACK_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))
                && loopback(request.getRemoteAddr());
    }

    boolean admits(HttpServletRequest request, @Nullable String givenCode) {
        return atThisMachine(request)
                || (givenCode != null
                        && MessageDigest.isEqual(
                                givenCode.strip().toUpperCase(Locale.ROOT).getBytes(UTF_8), code.getBytes(UTF_8)));
    }

    private static boolean loopback(String address) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** 80 bits in four groups, without letters and digits that look alike. */
    private static String newCode() {
        String alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
