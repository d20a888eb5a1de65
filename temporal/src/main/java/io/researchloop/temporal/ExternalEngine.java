package io.researchloop.temporal;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Temporal server that somebody else runs. Address, namespace, API key and mTLS come from Temporal's own client
 * configuration (its profiles file and the {@code TEMPORAL_*} variables); our target and namespace win where set.
 */
final class ExternalEngine implements TemporalEngine {
    private final EngineSettings settings;
    private final Map<String, String> environment;

    ExternalEngine(EngineSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.EXTERNAL;
    }

    /** Read anew at every start: a renewed certificate or key is taken up by the next attempt. */
    @Override
    public EngineEndpoint start() throws EngineUnavailable {
        try {
            ClientConfigProfile profile = load();
            WorkflowServiceStubsOptions.Builder builder =
                    WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions());
            String target = target(profile);
            WorkflowServiceStubsOptions options =
                    StubsDefaults.tuned(builder.setTarget(target)).build();
            return new EngineEndpoint(target, namespace(profile), null, false, null, options);
        } catch (IOException | RuntimeException e) {
            throw new EngineUnavailable(
                    "the client configuration of the external Temporal server cannot be used: " + reason(e)
                            + "; check [temporal] profile, and the file and TEMPORAL_* variables that Temporal's"
                            + " clients read",
                    e);
        }
    }

    private ClientConfigProfile load() throws IOException {
        LoadClientConfigProfileOptions.Builder options =
                LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment);
        @Nullable String wanted = settings.profile() != null ? settings.profile() : environment.get("TEMPORAL_PROFILE");
        try {
            return ClientConfigProfile.load(options.setConfigFileProfile(wanted).build());
        } catch (NullPointerException e) {
            // What temporal-envconfig 1.38 does with a file that has no profiles at all, for example an empty one.
            if (wanted != null && !wanted.isBlank()) {
                throw new IllegalArgumentException("no profile " + wanted + ", as the file has no profiles", e);
            }
            return ClientConfigProfile.load(options.setDisableFile(true).build());
        }
    }

    private String target(ClientConfigProfile profile) {
        @Nullable String ours = settings.target();
        @Nullable String inProfile = profile.getAddress();
        if (ours != null) {
            return ours;
        }
        return inProfile == null || inProfile.isBlank()
                ? WorkflowServiceStubsOptions.DEFAULT_LOCAL_DOCKER_TARGET
                : inProfile;
    }

    private String namespace(ClientConfigProfile profile) {
        @Nullable String inProfile = profile.getNamespace();
        boolean ours = !settings.namespace().equals(EngineSettings.DEFAULT_NAMESPACE);
        return ours || inProfile == null || inProfile.isBlank() ? settings.namespace() : inProfile;
    }

    private static String reason(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null || cause instanceof NullPointerException
                ? String.valueOf(e.getMessage())
                : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    /** Only its health check can tell. */
    @Override
    public boolean alive() {
        return true;
    }

    @Override
    public void stop() {
        // It is not ours to end.
    }
}
