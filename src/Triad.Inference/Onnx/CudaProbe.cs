using Microsoft.ML.OnnxRuntime;

namespace Triad.Inference.Onnx;

/// <summary>Asks ONNX Runtime.</summary>
internal sealed class CudaProbe : ICudaProbe
{
    private const string Provider = "CUDAExecutionProvider";
    private const int LongestReason = 200;

    // A graph of one operator: y is x, of one number.
    private static readonly byte[] Graph = Convert.FromHexString(
        "08083a3b0a100a017812017922084964656e74697479120570726f62655a0f0a0178120a0a08080112040a020801620f0a0179120a0a08080112040a02080142040a001011");

    /// <inheritdoc/>
    public bool IsInBuild => OrtEnv.Instance().GetAvailableProviders().Contains(Provider);

    /// <inheritdoc/>
    public string? Try(int deviceId)
    {
        var environment = OrtEnv.Instance();
        var level = environment.EnvLogLevel;
        try
        {
            // What is missing is told once, by us.
            environment.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            var options = new OnnxSessionFactory(new OnnxOptions { Device = OnnxDevice.Cuda, DeviceId = deviceId }).CreateOptions();
            using (options)
            using (new InferenceSession(Graph, options))
                return null;
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
        {
            return ReasonOf(exception.Message);
        }
        finally
        {
            environment.EnvLogLevel = level;
        }
    }

    // ONNX Runtime writes code, file, line and method in front of what a person can use.
    private static string ReasonOf(string message)
    {
        const string Colon = " : ";
        var words = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var line = words[(words.LastIndexOf(Colon, StringComparison.Ordinal) is var at and >= 0 ? at + Colon.Length : 0)..];
        return line.Length <= LongestReason ? line : string.Concat(line.AsSpan(0, LongestReason - 1), "…");
    }
}
