package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SgeSchedulerTest extends SchedulerContract {
    SgeSchedulerTest() {
        super(
                new SgeCommands(),
                // Where Debian's Grid Engine lives; its programs do not find it by themselves.
                new ClusterUser(List.of("SGE_ROOT=/var/lib/gridengine", "SGE_CELL=default", "SGE_SINGLE_LINE=1")));
    }

    @Override
    List<String> probe() {
        return List.of("qhost");
    }

    @Override
    String submitCommand() {
        return "qsub";
    }

    @Override
    Map<String, String> held() {
        return Map.of("h", "true");
    }

    @Override
    Map<String, String> nowhere() {
        return Map.of("q", "no-such.q");
    }

    @Override
    long shortLimit() {
        return 15;
    }

    @Test
    void aJobInErrorWaitsWithItsReason() throws Exception {
        Job job = job("true", Map.of());
        ShellResult id =
                user.run(ShellCommand.of("qsub", "-terse", "-N", job.name(), "-wd", "/no-such-dir", "-b", "y", "true"));
        Job broken = remember(job, new JobRef("real", id.stdout().strip(), job.name()));

        await(() -> look(broken).reason().contains("in error"));

        assertThat(look(broken).state()).isEqualTo(JobState.QUEUED);
        assertThat(look(broken).reason()).contains("can't chdir to /no-such-dir");
    }
}
