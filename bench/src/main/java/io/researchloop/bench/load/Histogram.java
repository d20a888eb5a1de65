package io.researchloop.bench.load;

/**
 * Counts latencies in buckets that grow with the value: exact to the microsecond below {@value #EXACT}, and within 0.8 %
 * above. Not for more than one thread; each has its own, and they are added up.
 */
public final class Histogram {
    static final int EXACT = 256;
    private static final int HALF = EXACT / 2;
    private static final int EXACT_BITS = 8;
    private static final int OCTAVES = Long.SIZE - 1 - EXACT_BITS;

    private final long[] counts = new long[EXACT + OCTAVES * HALF];
    private long count;
    private long max;

    public void record(long micros) {
        long value = Math.max(0, micros);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    public void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    public long count() {
        return count;
    }

    public long maxMicros() {
        return max;
    }

    /**
     * The smallest latency that so many of all are no longer than, in microseconds; 0 when there are none.
     *
     * @param percentile above 0, up to 100
     */
    public long percentileMicros(double percentile) {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and at most 100, not " + percentile);
        }
        long rank = Math.max(1, (long) Math.ceil(count * percentile / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min(max, highest(i));
            }
        }
        return max;
    }

    private static int bucket(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int shift = Long.SIZE - Long.numberOfLeadingZeros(value) - EXACT_BITS;
        return EXACT + (shift - 1) * HALF + (int) (value >>> shift) - HALF;
    }

    /** The largest value that falls into the bucket. */
    private static long highest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int shift = (bucket - EXACT) / HALF + 1;
        long top = (long) ((bucket - EXACT) % HALF) + HALF;
        return ((top + 1) << shift) - 1;
    }
}
