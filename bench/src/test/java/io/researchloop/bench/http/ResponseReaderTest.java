package io.researchloop.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    @Test
    void readsABodyOfAKnownLengthAndTheAnswerAfterIt() throws IOException {
        ResponseReader reader = reader("""
                HTTP/1.1 200\s
                Content-Length: 5

                helloHTTP/1.1 404 Not Found
                content-length: 0
                Connection: close

                """.replace("\n", "\r\n"));

        Response first = reader.read(true);
        Response second = reader.read(true);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEqualTo("hello");
        assertThat(first.closing()).isFalse();
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.closing()).isTrue();
    }

    @Test
    void joinsChunksAndSkipsTheirExtensionsAndTrailers() throws IOException {
        ResponseReader reader = reader("""
                HTTP/1.1 200 OK
                Transfer-Encoding: chunked

                3;x=y
                abc
                A
                0123456789
                0
                Trailer: yes

                HTTP/1.1 204 No Content

                """.replace("\n", "\r\n"));

        assertThat(reader.read(true).text()).isEqualTo("abc0123456789");
        assertThat(reader.read(true).status()).isEqualTo(204);
    }

    @Test
    void throwsABodyAwayThatNobodyWants() throws IOException {
        ResponseReader reader = reader(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nz");

        assertThat(reader.read(false).text()).isEmpty();
        assertThat(reader.read(false).status()).isEqualTo(201);
    }

    @Test
    void passesOverInterimAnswers() throws IOException {
        ResponseReader reader = reader("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(reader.read(true).status()).isEqualTo(200);
    }

    @Test
    void readsToTheEndWhereNoLengthIsSaid() throws IOException {
        Response response = reader("HTTP/1.0 200 OK\r\n\r\nall of it").read(true);

        assertThat(response.text()).isEqualTo("all of it");
        assertThat(response.closing()).isTrue();
    }

    @Test
    void failsWhenTheAnswerIsCutOff() {
        ResponseReader reader = reader("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");

        assertThatThrownBy(() -> reader.read(true)).isInstanceOf(IOException.class);
        assertThat(reader.begun()).isTrue();
    }

    @Test
    void knowsThatNothingHadComeWhenTheConnectionWasClosedBefore() {
        ResponseReader reader = reader("");

        assertThatThrownBy(() -> reader.read(true)).isInstanceOf(IOException.class);
        assertThat(reader.begun()).isFalse();
    }

    @Test
    void refusesWhatIsNotHttp() {
        assertThatThrownBy(() -> reader("SSH-2.0-OpenSSH_9.6\r\n").read(true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SSH-2.0");
    }

    /** One byte at a time, as a slow network may bring them. */
    private static ResponseReader reader(String text) {
        return new ResponseReader(new InputStream() {
            private final ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(UTF_8));

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, Math.min(1, length));
            }
        });
    }
}
