package io.colloquy.operators.flink.inference;

import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;

/** What it means to a task that the models gave no result. */
public final class TaskFaults {

    private TaskFaults() {}

    /** Why one clip or part alone failed; empty where the task must fail. */
    public static Optional<InferenceException> ofOneItem(Throwable problem) {
        return fault(problem).filter(exception -> exception.fault().isOfOneItem());
    }

    /**
     * What the task fails with. It starts again, elsewhere if need be; but the job ends where the model is at fault, for
     * that would be so everywhere.
     */
    public static Throwable ofTheTask(Throwable problem) {
        boolean fatal = fault(problem)
                .filter(exception -> exception.fault() == Fault.FATAL)
                .isPresent();
        return fatal ? new SuppressRestartsException(problem) : problem;
    }

    /**
     * Loads models. The job ends where a setting or a file is at fault: it would be so after each restart. A device that
     * is lost or full may do elsewhere or later.
     *
     * @throws SuppressRestartsException names the setting in its cause
     */
    public static <M> M loading(Supplier<M> load) {
        try {
            return load.get();
        } catch (SettingsException | ModelException e) {
            throw new SuppressRestartsException(e);
        } catch (InferenceException e) {
            throw e.fault() == Fault.FATAL ? new SuppressRestartsException(e) : e;
        }
    }

    private static Optional<InferenceException> fault(Throwable problem) {
        return ExceptionUtils.findThrowable(problem, InferenceException.class);
    }
}
