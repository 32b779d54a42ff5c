package io.colloquy.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

/** Asks ZooKeeper which job manager leads, as any client of Flink does. */
final class LeaderSearch {
    private LeaderSearch() {}

    /**
     * The address of the leader's REST. Whoever was the leader counts as such until ZooKeeper misses it; empty where
     * none is known within {@code patience}.
     */
    static Optional<URI> find(Configuration options, Duration patience) throws Exception {
        CompletableFuture<URI> leader = new CompletableFuture<>();
        ClientHighAvailabilityServices services =
                HighAvailabilityServicesUtils.createClientHAService(options, leader::completeExceptionally);
        try {
            LeaderRetrievalService retrieval = services.getClusterRestEndpointLeaderRetriever();
            retrieval.start(new First(leader));
            try {
                return Optional.of(leader.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException e) {
                return Optional.empty();
            } finally {
                retrieval.stop();
            }
        } finally {
            services.close();
        }
    }

    private record First(CompletableFuture<URI> leader) implements LeaderRetrievalListener {
        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            if (address != null && !address.isEmpty()) leader.complete(URI.create(address));
        }

        @Override
        public void handleError(Exception exception) {
            leader.completeExceptionally(exception);
        }
    }
}
