package io.researchloop.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void readsAUrlWithAndWithoutPortAndPath() {
        assertThat(Address.of("http://127.0.0.1:8080")).isEqualTo(new Address(false, "127.0.0.1", 8080, ""));
        assertThat(Address.of("http://lab.example.org/")).isEqualTo(new Address(false, "lab.example.org", 80, ""));
        assertThat(Address.of("https://lab.example.org/loop/"))
                .isEqualTo(new Address(true, "lab.example.org", 443, "/loop"));
    }

    @Test
    void refusesWhatIsNoAddressOfAServer() {
        for (String url : new String[] {"localhost:8080", "ftp://host/", "/path", "http:///"}) {
            assertThatThrownBy(() -> Address.of(url)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
