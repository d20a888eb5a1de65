package io.researchloop.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
    private static final String CSRF = "0123456789abcdef0123456789abcdef";
    private static final String CSRF_FIELD = "_csrf=" + AccessTest.masked(CSRF);

    @TempDir
    Path folder = Path.of("");

    private static Http page(TestServer server) {
        return server.http().with("Cookie", "XSRF-TOKEN=" + CSRF);
    }

    @Test
    void theRightPasswordGivesASessionThatAnEndEnds() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            Answer login = page(server).form("/dashboard/login", CSRF_FIELD + "&password=correct+horse+battery");

            assertThat(login.status()).isEqualTo(303);
            assertThat(login.header("Location")).isEqualTo("/dashboard/");
            String cookie = sessionCookie(login);
            assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Lax", "Max-Age=3196800")
                    .doesNotContain("Secure");
            Http signedIn = server.http().with("Cookie", cookie.replaceAll(";.*", "") + "; XSRF-TOKEN=" + CSRF);
            assertThat(signedIn.get("/api/studies").status()).isEqualTo(200);

            assertThat(signedIn.form("/dashboard/logout", CSRF_FIELD).status()).isEqualTo(303);
            assertThat(signedIn.get("/api/studies").status()).isEqualTo(401);
        }
    }

    @Test
    void theCookieIsSecureBehindTls() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            Answer login = page(server)
                    .with("X-Forwarded-Proto", "https")
                    .form("/dashboard/login", CSRF_FIELD + "&password=correct+horse+battery");

            assertThat(sessionCookie(login)).contains("Secure");
        }
    }

    @Test
    void afterFiveWrongPasswordsEvenTheRightOneHasToWait() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.http()
                                .post("/api/auth", "{\"password\":\"wrong\"}")
                                .status())
                        .isEqualTo(401);
            }

            Answer answer = server.http().post("/api/auth", "{\"password\":\"" + TestServer.PASSWORD + "\"}");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(page(server)
                            .form("/dashboard/login", CSRF_FIELD + "&password=correct+horse+battery")
                            .header("Location"))
                    .startsWith("/dashboard/login?problem=throttled");
        }
    }

    @Test
    void withoutAPasswordEveryPageLeadsToTheSetUp() throws IOException {
        try (TestServer server = TestServer.start(folder, "", Map.of())) {
            assertThat(server.http().get("/dashboard/").header("Location")).isEqualTo("/dashboard/setup");
            assertThat(server.http()
                            .with("X-Shared-Secret", "")
                            .get("/api/studies")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theFirstVisitorAtThisMachineSetsThePasswordOnce() throws IOException {
        try (TestServer server = TestServer.start(folder, "", Map.of())) {
            Answer tooShort = page(server).form("/dashboard/setup", CSRF_FIELD + "&password=short");
            assertThat(tooShort.header("Location")).isEqualTo("/dashboard/setup?problem=password");

            Answer set = page(server).form("/dashboard/setup", CSRF_FIELD + "&password=long+enough");
            assertThat(set.header("Location")).isEqualTo("/dashboard/");
            assertThat(sessionCookie(set)).contains("HttpOnly");

            Answer again = page(server).form("/dashboard/setup", CSRF_FIELD + "&password=mine+instead");
            assertThat(again.header("Location")).isEqualTo("/dashboard/login");
            assertThat(server.http()
                            .post("/api/auth", "{\"password\":\"long enough\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(server.http()
                            .post("/api/auth", "{\"password\":\"mine instead\"}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aVisitorThroughAProxyNeedsTheCode() throws IOException {
        try (TestServer server = TestServer.start(folder, "", Map.of())) {
            Http through = page(server).with("X-Forwarded-For", "127.0.0.1");
            assertThat(through.form("/dashboard/setup", CSRF_FIELD + "&password=long+enough")
                            .header("Location"))
                    .isEqualTo("/dashboard/setup?problem=code");

            String code = server.bean(SetupGate.class).code();
            assertThat(through.form("/dashboard/setup", CSRF_FIELD + "&password=long+enough&code=" + code)
                            .header("Location"))
                    .isEqualTo("/dashboard/");
        }
    }

    @Test
    void aLoginFormFromElsewhereIsRefused() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.http()
                            .form("/dashboard/login", "password=correct+horse+battery")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aHashOfVersionOneIsAccepted() throws IOException {
        // python3 -c "import bcrypt; print(bcrypt.hashpw(b'snake oil', bcrypt.gensalt(10)))" has this form.
        String hash = new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder(
                        org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion.$2B, 10)
                .encode("snake oil");
        try (TestServer server =
                TestServer.start(folder, "", Map.of("DASHBOARD_PASSWORD_HASH", String.valueOf(hash)))) {
            assertThat(server.http()
                            .post("/api/auth", "{\"password\":\"snake oil\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String sessionCookie(Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(SessionCookie.NAME + "="))
                .findFirst()
                .orElse("");
    }
}
