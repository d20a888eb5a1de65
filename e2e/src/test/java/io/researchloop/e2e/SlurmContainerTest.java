package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster in a container is one: it lets a key in, and its scheduler runs a job. */
class SlurmContainerTest {
    private static final String JOB = """
            printf '#!/bin/bash\\necho "job $SLURM_JOB_ID on $(hostname)"\\n' >job.sh
            sbatch --parsable --wait --output=job.out job.sh && cat job.out && sbatch --partition=none job.sh
            """;

    @TempDir
    Path folder;

    @Test
    void runsAJobOverSsh() {
        try (SlurmContainer cluster = new SlurmContainer(folder)) {
            CommandRun run = CommandRun.of(
                    List.of(
                            "ssh",
                            "-F",
                            "none",
                            "-i",
                            cluster.key().toString(),
                            "-p",
                            Integer.toString(cluster.port()),
                            "-o",
                            "BatchMode=yes",
                            "-o",
                            "StrictHostKeyChecking=no",
                            "-o",
                            "UserKnownHostsFile=" + folder.resolve("known_hosts"),
                            SlurmContainer.USER + "@" + cluster.host(),
                            "bash -s"),
                    folder,
                    System.getenv(),
                    JOB);

            assertThat(run.out()).as(run.err()).isEqualTo("1\njob 1 on n1\n");
            assertThat(run.err()).contains("invalid partition specified: none");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }
}
