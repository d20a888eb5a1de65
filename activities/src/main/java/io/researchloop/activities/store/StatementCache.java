package io.researchloop.activities.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps its prepared statements. Neither the driver nor the pool does, and to compile a statement
 * costs more than to run it. One thread at a time, as with any connection.
 */
final class StatementCache implements InvocationHandler {
    private static final int SIZE = 256;

    private final Connection real;
    private final boolean closeable;
    private final Map<String, Kept> kept = new LinkedHashMap<>(SIZE, 0.75f, true);

    private StatementCache(Connection real, boolean closeable) {
        this.real = real;
        this.closeable = closeable;
    }

    static Connection over(Connection real) {
        return proxy(Connection.class, new StatementCache(real, true));
    }

    /** For a connection that outlives its uses: {@code close} does nothing. */
    static Connection overUncloseable(Connection real) {
        return proxy(Connection.class, new StatementCache(real, false));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            return prepare((String) arguments[0]);
        }
        if (!closeable && method.getName().equals("close")) {
            return null;
        }
        return call(real, method, arguments);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        Kept known = kept.get(sql);
        if (known == null) {
            known = new Kept(sql);
            kept.put(sql, known);
            dropEldest();
        } else if (known.lent) {
            return real.prepareStatement(sql);
        }
        known.lent = true;
        return known.proxy;
    }

    private void dropEldest() throws SQLException {
        Kept eldest = kept.values().iterator().next();
        if (kept.size() > SIZE && !eldest.lent) {
            kept.values().remove(eldest);
            eldest.real.close();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StatementCache.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A statement whose {@code close} gives it back. */
    private final class Kept implements InvocationHandler {
        private final String sql;
        private final PreparedStatement real;
        private final PreparedStatement proxy;
        private boolean lent;
        private boolean broken;

        Kept(String sql) throws SQLException {
            this.sql = sql;
            this.real = StatementCache.this.real.prepareStatement(sql);
            this.proxy = StatementCache.proxy(PreparedStatement.class, this);
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            if (method.getName().equals("isClosed")) {
                return !lent || real.isClosed();
            }
            try {
                return call(real, method, arguments);
            } catch (SQLException e) {
                broken = true;
                throw e;
            }
        }

        /**
         * Bound texts are let go: a sprint's report should not stay in memory until the next one is saved. A statement
         * that failed is not used again: after a full disk, say, the driver has freed it.
         */
        private void giveBack() throws SQLException {
            if (!lent) {
                return;
            }
            lent = false;
            if (broken) {
                kept.remove(sql);
                real.close();
            } else {
                real.clearParameters();
            }
        }
    }
}
