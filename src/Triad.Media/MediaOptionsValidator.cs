using Microsoft.Extensions.Options;

namespace Triad.Media;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed class MediaOptionsValidator : IValidateOptions<MediaOptions>
{
    private const long MinMemory = 256L << 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        List<string> errors = [];
        Path(nameof(options.StoreFolder), options.StoreFolder);
        Path(nameof(options.ScratchFolder), options.ScratchFolder);
        Program(nameof(options.FfmpegPath), options.FfmpegPath);
        Program(nameof(options.FfprobePath), options.FfprobePath);
        AtLeast(nameof(options.MaxMemoryBytes), options.MaxMemoryBytes, MinMemory);
        AtLeast(nameof(options.MaxAllocationBytes), options.MaxAllocationBytes, 1 << 20);
        AtLeast(nameof(options.BaseCpuTime), options.BaseCpuTime.TotalSeconds, 1);
        AtLeast(nameof(options.CpuTimePerMediaTime), options.CpuTimePerMediaTime, 0);
        AtLeast(nameof(options.ProbeTimeout), options.ProbeTimeout.TotalSeconds, 1);
        AtLeast(nameof(options.StallTimeout), options.StallTimeout.TotalSeconds, 1);
        AtLeast(nameof(options.MaxPixels), options.MaxPixels, 1);
        AtLeast(nameof(options.MaxStreams), options.MaxStreams, 1);
        AtLeast(nameof(options.MaxSkewBytes), options.MaxSkewBytes, 1 << 20);
        AtLeast(nameof(options.DecoderThreads), options.DecoderThreads, 1);
        AtLeast(nameof(options.MaxOpenFiles), options.MaxOpenFiles, 32);
        AtLeast(nameof(options.MaxProcesses), options.MaxProcesses, 64);
        AtLeast(nameof(options.MaxScratchBytes), options.MaxScratchBytes, 1);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Path(string setting, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
                errors.Add($"{MediaOptions.Section}:{setting} is empty. Name a folder that only the service can read.");
        }

        void Program(string setting, string? value)
        {
            if (value is not null && !File.Exists(value))
                errors.Add($"{MediaOptions.Section}:{setting} '{value}' does not exist. Name the program's absolute path or leave it out.");
        }

        void AtLeast(string setting, double value, double minimum)
        {
            if (!(value >= minimum))
                errors.Add(FormattableString.Invariant($"{MediaOptions.Section}:{setting} {value} is too small. Set at least {minimum}."));
        }
    }
}
