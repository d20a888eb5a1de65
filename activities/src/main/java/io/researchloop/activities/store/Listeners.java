package io.researchloop.activities.store;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** The listeners among the beans. The store is older than they are: they are looked up while the server starts, then kept. */
final class Listeners implements Supplier<Stream<StoreListener>>, SmartInitializingSingleton {
    private final ObjectProvider<StoreListener> beans;
    private volatile @Nullable List<StoreListener> all;

    Listeners(ObjectProvider<StoreListener> beans) {
        this.beans = beans;
    }

    @Override
    public Stream<StoreListener> get() {
        List<StoreListener> known = all;
        return known == null ? beans.stream() : known.stream();
    }

    @Override
    public void afterSingletonsInstantiated() {
        all = beans.stream().toList();
    }
}
