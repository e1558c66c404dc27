using Microsoft.Extensions.Options;

namespace Triad.Vectors;

/// <summary>Checks the settings at start and reports every error at once.</summary>
internal sealed class EmbeddedVectorIndexOptionsValidator : IValidateOptions<EmbeddedVectorIndexOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddedVectorIndexOptions options)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Folder))
            errors.Add(Say(nameof(options.Folder), "is empty", "name a folder on a local disk"));
        AtLeast(nameof(options.MaxResidentBytes), options.MaxResidentBytes, 1);
        AtLeast(nameof(options.MaxShardFileBytes), options.MaxShardFileBytes ?? long.MaxValue, 64 << 10);
        AtLeast(nameof(options.ScanThreads), options.ScanThreads, 1);
        AtLeast(nameof(options.MaxQueuedSearches), options.MaxQueuedSearches, 1);
        AtLeast(nameof(options.MaxQueuedWrites), options.MaxQueuedWrites, 1);
        AtLeast(nameof(options.MaxWaiters), options.MaxWaiters, 1);
        AtLeast(nameof(options.ParallelScanBytes), options.ParallelScanBytes, 1);
        NotNegative(nameof(options.ReplacedRetention), options.ReplacedRetention);
        NotNegative(nameof(options.BusyTimeout), options.BusyTimeout);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void AtLeast(string setting, long value, long minimum)
        {
            if (value < minimum)
                errors.Add(Say(setting, FormattableString.Invariant($"is {value}"), FormattableString.Invariant($"set at least {minimum}")));
        }

        void NotNegative(string setting, TimeSpan value)
        {
            if (value < TimeSpan.Zero)
                errors.Add(Say(setting, FormattableString.Invariant($"is {value}"), "set a duration that is not negative"));
        }
    }

    private static string Say(string setting, string problem, string remedy) =>
        $"{EmbeddedVectorIndexOptions.Section}:{setting} {problem}; {remedy}.";
}
