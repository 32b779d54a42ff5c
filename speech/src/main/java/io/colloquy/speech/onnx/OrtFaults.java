package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What onnxruntime's failures mean. Most have no code of their own, so the message has to tell. It is the library's:
 * what it says of its own sources in further lines is left out.
 */
final class OrtFaults {
    private static final Pattern OVERLOAD = Pattern.compile("Failed to allocate memory|Available memory of"
            + "|CUDA failure 2\\b|out of memory|bad_alloc|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED"
            + "|cudaErrorMemoryAllocation");
    private static final Pattern CUDA = Pattern.compile("CUDA (?:failure|error)[ :]+(\\d+)");
    /** Of what a context does not recover from, whoever asks: each further call gives the same error. */
    private static final Set<Integer> LOST =
            Set.of(4, 214, 220, 700, 702, 708, 709, 710, 714, 715, 716, 717, 718, 719, 721, 999);

    private static final Pattern LOST_BY_NAME =
            Pattern.compile("cudaErrorIllegalAddress|cudaErrorLaunchFailure|cudaErrorECCUncorrectable"
                    + "|an illegal memory access was encountered|unspecified launch failure|DXGI_ERROR_DEVICE_REMOVED");
    /** The device was asked for something that it may well do another time. */
    private static final Pattern OF_THE_DEVICE = Pattern.compile("CUBLAS_STATUS_|CUDNN_STATUS_|CUDNN_FE|CUFFT_");

    private OrtFaults() {}

    static InferenceException of(OrtException problem, ModelRole role) {
        String text = String.valueOf(problem.getMessage());
        if (OVERLOAD.matcher(text).find())
            return InferenceException.of(Fault.OVERLOAD, role, "out of memory (" + reason(problem) + ")", problem);
        if (isLost(problem, text))
            return InferenceException.of(
                    Fault.DEVICE_LOST, role, "the device is lost (" + reason(problem) + ")", problem);
        if (isBroken(problem))
            return InferenceException.of(
                    Fault.FATAL, role, "the model can't be run (" + reason(problem) + ")", problem);
        if (isOfTheDevice(problem))
            return InferenceException.passing(role, "the device failed (" + reason(problem) + ")", problem);
        return InferenceException.of(Fault.CLIP, role, "the model failed (" + reason(problem) + ")", problem);
    }

    private static boolean isLost(OrtException problem, String text) {
        if (problem.getCode() == OrtException.OrtErrorCode.ORT_DEVICE_RESET) return true;
        Matcher cuda = CUDA.matcher(text);
        return LOST_BY_NAME.matcher(text).find() || cuda.find() && LOST.contains(Integer.parseInt(cuda.group(1)));
    }

    /** It does not depend on what the model is given. */
    private static boolean isBroken(OrtException problem) {
        return switch (problem.getCode()) {
            case ORT_NOT_IMPLEMENTED, ORT_INVALID_GRAPH, ORT_NO_MODEL, ORT_INVALID_PROTOBUF -> true;
            default -> false;
        };
    }

    /** Whether the device failed, or had no room, whatever the file is like. */
    static boolean isOfTheDevice(OrtException problem) {
        String text = String.valueOf(problem.getMessage());
        return problem.getCode() == OrtException.OrtErrorCode.ORT_EP_FAIL
                || OVERLOAD.matcher(text).find()
                || isLost(problem, text)
                || CUDA.matcher(text).find()
                || OF_THE_DEVICE.matcher(text).find();
    }

    /** Without the number of the error, and without further lines. */
    static String reason(Throwable problem) {
        return String.valueOf(problem.getMessage())
                .replaceFirst("^Error code - \\S+ - message: ", "")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }
}
