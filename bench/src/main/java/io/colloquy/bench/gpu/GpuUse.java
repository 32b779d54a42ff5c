package io.colloquy.bench.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How busy a GPU is, as the driver's own tool tells twice a second, from when it is made until it is closed. */
final class GpuUse implements AutoCloseable {
    private final List<Integer> percents = new ArrayList<>();
    private final Process tool;

    /** @param index of the GPU */
    GpuUse(int index) throws IOException {
        tool = new ProcessBuilder(
                        "nvidia-smi",
                        "--query-gpu=utilization.gpu",
                        "--format=csv,noheader,nounits",
                        "--loop-ms=500",
                        "--id=" + index)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(this::read, "gpu-use");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (var lines = tool.inputReader(StandardCharsets.US_ASCII)) {
            for (String line; (line = lines.readLine()) != null; ) add(line.strip());
        } catch (IOException e) {
            return; // it was ended while it wrote
        }
    }

    private synchronized void add(String line) {
        if (line.matches("\\d{1,3}")) percents.add(Integer.parseInt(line));
    }

    /** The mean so far, in percent; NaN where nothing was told. */
    synchronized double mean() {
        return percents.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
    }

    @Override
    public void close() {
        tool.destroy(); // the reader ends with what it reads
    }
}
