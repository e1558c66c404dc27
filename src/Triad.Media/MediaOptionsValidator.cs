using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Media;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed class MediaOptionsValidator : IValidateOptions<MediaOptions>
{
    private const string PrivateFolder = "Name a folder that only the service can read.";
    private const string Program = "Name the program's absolute path, or leave it out.";
    private const long MinMemory = 256L << 20;
    private const long MinBuffer = 1 << 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        var second = TimeSpan.FromSeconds(1);
        var problems = new SettingProblems(MediaOptions.Section);
        problems.Required(options.StoreFolder, PrivateFolder);
        problems.Required(options.ScratchFolder, PrivateFolder);
        problems.FileIfGiven(options.FfmpegPath, Program);
        problems.FileIfGiven(options.FfprobePath, Program);
        problems.AtLeast(options.MaxMemoryBytes, MinMemory);
        problems.AtLeast(options.MaxAllocationBytes, MinBuffer);
        problems.AtLeast(options.BaseCpuTime, second);
        problems.AtLeast(options.CpuTimePerMediaTime, 0);
        problems.AtLeast(options.ProbeTimeout, second);
        problems.AtLeast(options.StallTimeout, second);
        problems.AtLeast(options.MaxPixels, 1);
        problems.AtLeast(options.MaxStreams, 1);
        problems.AtLeast(options.MaxSkewBytes, MinBuffer);
        problems.AtLeast(options.DecoderThreads, 1);
        problems.AtLeast(options.MaxOpenFiles, 32);
        problems.AtLeast(options.MaxProcesses, 64);
        problems.AtLeast(options.MaxScratchBytes, 1);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
