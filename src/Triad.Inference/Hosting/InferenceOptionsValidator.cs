using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Inference.Hosting;

/// <summary>Checks the settings at start and names every one that is wrong.</summary>
internal sealed class InferenceOptionsValidator : IValidateOptions<InferenceOptions>
{
    private const int MinCapacity = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, InferenceOptions options)
    {
        var problems = new SettingProblems(InferenceOptions.Section);
        problems.Required(options.ModelsFolder, "Name the folder that holds the model packages.");
        problems.Within(options.MaxTokensPerItem, 1, 65_536);
        problems.Within(options.SoftTokenMebibytes, 0, 65_536);
        problems.Within(options.LongestMedia, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        problems.Within(options.Packages.MaxMebibytes, 0, 1L << 24);
        problems.Within(options.Packages.UnloadAfter, TimeSpan.Zero, TimeSpan.FromDays(30));
        problems.Within(options.Packages.RoomWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        if (!Enum.IsDefined(options.Onnx.Device))
            problems.Add("Onnx:Device", options.Onnx.Device, "Set Auto, Cpu or Cuda.");
        problems.AtLeast(options.Onnx.DeviceId, 0);
        problems.Within(options.Onnx.IntraOpThreads, 0, 256);
        problems.AtLeast(options.Onnx.GpuMemoryMebibytes, 0);
        problems.Within(options.Scheduling.Executors, 0, 256);
        problems.Within(options.Scheduling.MaxBatchRows, 1, 1024);
        problems.Within(options.Scheduling.MaxBatchBytes, 1 << 16, 1L << 32);
        problems.Within(options.Scheduling.BatchTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        problems.Within(options.Scheduling.ShortStep, TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
        problems.AtLeast(options.Scheduling.QueryCapacity, MinCapacity);
        problems.AtLeast(options.Scheduling.IngestCapacity, MinCapacity);
        problems.Within(options.Scheduling.ShedShare, 0.01, 1);
        problems.Within(options.Scheduling.IngestNice, 0, 19);
        problems.AtLeast(options.Scheduling.QueryTurns, 1);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
