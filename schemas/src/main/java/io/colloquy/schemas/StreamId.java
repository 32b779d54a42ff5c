package io.colloquy.schemas;

/** Whose audio it is: everything that Colloquy computes, it computes per stream. */
public record StreamId(String deviceId, String ownerId) implements Comparable<StreamId> {

    public StreamId {
        if (deviceId == null || ownerId == null) {
            throw new IllegalArgumentException("a stream needs a device and an owner");
        }
    }

    /**
     * Savepoints hold each stream where this number says, so it is written out: a record's own may differ elsewhere.
     */
    @Override
    public int hashCode() {
        return 31 * deviceId.hashCode() + ownerId.hashCode();
    }

    @Override
    public int compareTo(StreamId o) {
        int byDevice = deviceId.compareTo(o.deviceId);
        return byDevice != 0 ? byDevice : ownerId.compareTo(o.ownerId);
    }
}
