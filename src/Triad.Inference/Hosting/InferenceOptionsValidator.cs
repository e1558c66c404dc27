using Microsoft.Extensions.Options;

namespace Triad.Inference.Hosting;

/// <summary>Checks the settings at start and names every one that is wrong.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var errors = new List<string>();
        void Check(bool good, string setting, object value, string remedy)
        {
            if (!good) errors.Add(FormattableString.Invariant($"{InferenceOptions.Section}:{setting} is '{value}'. {remedy}"));
        }

        var (onnx, scheduling) = (options.Onnx, options.Scheduling);
        Check(
            !string.IsNullOrWhiteSpace(options.ModelsFolder),
            "ModelsFolder",
            options.ModelsFolder,
            "Name the folder that holds the model packages.");
        Check(options.MaxTokensPerItem is >= 1 and <= 65_536, "MaxTokensPerItem", options.MaxTokensPerItem, "Use 1 to 65536.");
        Check(
            options.LongestMedia >= TimeSpan.FromSeconds(1) && options.LongestMedia <= TimeSpan.FromDays(7),
            "LongestMedia", options.LongestMedia, "Use 1 s to 7 days.");
        Check(Enum.IsDefined(onnx.Device), "Onnx:Device", onnx.Device, "Use Cpu or Cuda.");
        Check(onnx.DeviceId >= 0, "Onnx:DeviceId", onnx.DeviceId, "Use 0 or the index of another GPU.");
        Check(onnx.IntraOpThreads is >= 0 and <= 256, "Onnx:IntraOpThreads", onnx.IntraOpThreads, "Use 0 to 256.");
        Check(onnx.GpuMemoryMebibytes >= 0, "Onnx:GpuMemoryMebibytes", onnx.GpuMemoryMebibytes, "Use 0 for no limit.");
        Check(scheduling.Executors is >= 0 and <= 256, "Scheduling:Executors", scheduling.Executors, "Use 0 to 256.");
        Check(scheduling.MaxBatchRows is >= 1 and <= 1024, "Scheduling:MaxBatchRows", scheduling.MaxBatchRows, "Use 1 to 1024.");
        Check(
            scheduling.MaxBatchBytes is >= 1 << 16 and <= 1L << 32,
            "Scheduling:MaxBatchBytes",
            scheduling.MaxBatchBytes,
            "Use 65536 to 4294967296.");
        Check(
            scheduling.BatchTime >= TimeSpan.FromMilliseconds(1) && scheduling.BatchTime <= TimeSpan.FromSeconds(10),
            "Scheduling:BatchTime", scheduling.BatchTime, "Use 1 ms to 10 s.");
        Check(scheduling.QueryCapacity >= 16, "Scheduling:QueryCapacity", scheduling.QueryCapacity, "Use at least 16.");
        Check(scheduling.IngestCapacity >= 16, "Scheduling:IngestCapacity", scheduling.IngestCapacity, "Use at least 16.");
        Check(scheduling.QueryTurns >= 1, "Scheduling:QueryTurns", scheduling.QueryTurns, "Use at least 1.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
