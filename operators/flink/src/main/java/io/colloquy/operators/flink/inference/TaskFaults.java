package io.colloquy.operators.flink.inference;

import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import java.util.Optional;
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

    private static Optional<InferenceException> fault(Throwable problem) {
        return ExceptionUtils.findThrowable(problem, InferenceException.class);
    }
}
