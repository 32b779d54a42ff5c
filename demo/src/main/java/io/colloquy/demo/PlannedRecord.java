package io.colloquy.demo;

import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.demo.scoring.LedgerCheck.Sent;
import io.colloquy.schemas.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A record to be sent, and what is to become of it.
 *
 * @param key of the record, a device id
 * @param startedAt µs since the epoch; 0 where it is to be rejected
 * @param millis of audio; 0 where it is to be rejected
 * @param rejection the reason why it is to be rejected, null where it is good
 */
public record PlannedRecord(String key, byte[] value, long startedAt, int millis, String rejection) {

    static PlannedRecord good(String deviceId, byte[] value, long startedAt, int millis) {
        return new PlannedRecord(deviceId, value, startedAt, millis, null);
    }

    static PlannedRecord spoiled(String key, byte[] value, String rejection) {
        return new PlannedRecord(key, value, 0, 0, rejection);
    }

    /** What the ledger is to say of the good ones. */
    public static Map<DeviceDay, Sent> accounts(List<PlannedRecord> records) {
        Map<DeviceDay, Sent> sent = new HashMap<>();
        for (PlannedRecord record : records) {
            if (record.rejection != null) continue;
            DeviceDay day = new DeviceDay(record.key, Timeline.day(record.startedAt));
            sent.merge(day, new Sent(1, record.millis), Sent::plus);
        }
        return sent;
    }

    /** The reasons why the others are to be rejected. */
    public static List<String> rejections(List<PlannedRecord> records) {
        return records.stream()
                .map(PlannedRecord::rejection)
                .filter(Objects::nonNull)
                .toList();
    }
}
