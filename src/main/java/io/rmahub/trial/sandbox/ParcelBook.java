package io.rmahub.trial.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The parcels that a test or a person has put into the carriers' books. */
@SandboxOnly
@Component
class ParcelBook {

    private static final int MOST = 10_000;

    private record Key(String carrier, String number) {
    }

    private final Cache<Key, List<Scan>> parcels = Caffeine.newBuilder().maximumSize(MOST).build();

    /** What happened to it, newest first as most carriers tell it; empty if the carrier does not know it. */
    Optional<List<Scan>> find(String carrier, String number) {
        return Optional.ofNullable(parcels.getIfPresent(new Key(carrier, number))).map(scans ->
                scans.stream().sorted(Comparator.comparing(Scan::instant).reversed()).toList());
    }

    void set(String carrier, String number, List<Scan> scans) {
        parcels.put(new Key(carrier, number), List.copyOf(scans));
    }

    void unset(String carrier, String number) {
        parcels.invalidate(new Key(carrier, number));
    }
}
