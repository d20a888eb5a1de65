package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {
    /** What temporal 1.5.1 wrote, but for the last three: those are SQLite's and the kernel's words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "can't set frontend port 17233: listen tcp 127.0.0.1:17233: bind: address already in use | PORT_TAKEN",
                "can't set UI port 17233: listen tcp 127.0.0.1:17233: bind: address already in use | PORT_TAKEN",
                "error creating namespace \"default\": SQL logic error: no such table: namespaces (1) | DATABASE_BROKEN",
                "error creating namespace \"default\": file is not a database (26) | DATABASE_BROKEN",
                "unknown flag: --nonsense | ENVIRONMENT",
                "Error: something strange | UNKNOWN",
                "database disk image is malformed (11) | DATABASE_BROKEN",
                "database or disk is full (13) | ENVIRONMENT",
                "write temporal.db-wal: no space left on device | ENVIRONMENT",
            })
    void tellsWhatWouldMendIt(String output, StartFailure failure) {
        assertThat(StartFailure.of(output)).isEqualTo(failure);
    }
}
