package io.researchloop.temporal;

import java.util.List;
import java.util.Map;

/** Where the connection gets its engine from. */
interface EngineSource {
    EngineChoice choose();

    /** @throws EngineUnavailable if what was chosen is not here, for example the binary of a dev server */
    TemporalEngine create(EngineChoice choice) throws EngineUnavailable;

    /** What this machine offers. */
    static EngineSource of(EngineSettings settings, Map<String, String> environment) {
        return new EngineSource() {
            @Override
            public EngineChoice choose() {
                boolean asksForBinary = settings.mode() == EngineMode.AUTO || settings.mode() == EngineMode.DEV_SERVER;
                BinarySearch search = asksForBinary
                        ? new BinaryFinder(environment).find(settings)
                        : new BinarySearch(null, List.of());
                return EngineSelection.choose(settings, search);
            }

            @Override
            public TemporalEngine create(EngineChoice choice) throws EngineUnavailable {
                return switch (choice.kind()) {
                    case EXTERNAL -> new ExternalEngine(settings, environment);
                    case IN_MEMORY -> new InMemoryEngine(settings);
                    case DEV_SERVER -> {
                        TemporalBinary binary = choice.binary();
                        if (binary == null) {
                            throw new EngineUnavailable(choice.reason());
                        }
                        yield new DevServerEngine(settings, binary);
                    }
                };
            }
        };
    }
}
