package io.colloquy.demo.scoring;

import io.colloquy.schemas.DayRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the accounts of the devices tell where everything went that was sent.
 *
 * @param failures what is wrong, for a person; empty where all is well
 */
public record LedgerCheck(List<String> failures) {

    public LedgerCheck {
        failures = List.copyOf(failures);
    }

    /**
     * @param sent what each device sent of each day, repeats included
     * @param rejected records that had to be rejected
     */
    public static LedgerCheck of(Map<DeviceDay, Sent> sent, int rejected, Map<DeviceDay, DayRow> ledger) {
        List<String> failures = new ArrayList<>();
        ledger.forEach((day, row) -> checkRow(day, row, failures));
        Map<DeviceDay, Sent> received = new HashMap<>();
        ledger.forEach((day, row) -> {
            if (row.chunks() > 0 || row.receivedMs() > 0) received.put(day, new Sent(row.chunks(), row.receivedMs()));
        });
        Map<DeviceDay, Sent> days = new TreeMap<>(sent);
        days.putAll(received);
        for (DeviceDay day : days.keySet()) {
            Sent expected = sent.getOrDefault(day, Sent.NOTHING);
            Sent actual = received.getOrDefault(day, Sent.NOTHING);
            if (!expected.equals(actual)) failures.add(day + ": sent " + expected + ", accounted " + actual);
        }
        int accounted =
                ledger.values().stream().mapToInt(DayRow::rejectedChunks).sum();
        if (accounted != rejected) failures.add(rejected + " records were to be rejected, accounted " + accounted);
        return new LedgerCheck(failures);
    }

    public boolean ok() {
        return failures.isEmpty();
    }

    private static void checkRow(DeviceDay day, DayRow row, List<String> failures) {
        if (!row.balanced()) failures.add(day + " does not add up: " + row);
        if (row.pendingMs() > 0) failures.add(day + " has " + row.pendingMs() + " ms pending");
        if (row.failedMs() > 0) failures.add(day + " has " + row.failedMs() + " ms failed");
    }

    /** A row of the ledger; {@code day} counts UTC days since the epoch. */
    public record DeviceDay(String deviceId, long day) implements Comparable<DeviceDay> {

        @Override
        public int compareTo(DeviceDay o) {
            int byDevice = deviceId.compareTo(o.deviceId);
            return byDevice != 0 ? byDevice : Long.compare(day, o.day);
        }

        @Override
        public String toString() {
            return deviceId + " on " + java.time.LocalDate.ofEpochDay(day);
        }
    }

    /** So many chunks of so much audio. */
    public record Sent(int chunks, long millis) {
        public static final Sent NOTHING = new Sent(0, 0);

        public Sent plus(Sent other) {
            return new Sent(chunks + other.chunks, millis + other.millis);
        }

        @Override
        public String toString() {
            return chunks + " chunks of " + millis + " ms";
        }
    }
}
