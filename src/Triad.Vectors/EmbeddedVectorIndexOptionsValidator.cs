using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Vectors;

/// <summary>Checks the settings at start and reports every error at once.</summary>
internal sealed class EmbeddedVectorIndexOptionsValidator : IValidateOptions<EmbeddedVectorIndexOptions>
{
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(1);

    // Below, a scan takes a few microseconds.
    private const int FewestRowsOfAGraph = 100;

    public ValidateOptionsResult Validate(string? name, EmbeddedVectorIndexOptions options)
    {
        var problems = new SettingProblems(EmbeddedVectorIndexOptions.Section);
        problems.Required(options.Folder, "Name a folder on a local disk.");
        problems.AtLeast(options.MaxResidentBytes, 1);
        problems.AtLeast(options.IdleAfter, options.ReplacedRetention > ShortestIdle ? options.ReplacedRetention : ShortestIdle);
        problems.AtLeast(options.MaxShardFileBytes ?? long.MaxValue, 64 << 10);
        problems.AtLeast(options.ScanThreads, 1);
        problems.AtLeast(options.MaxQueuedSearches, 1);
        problems.AtLeast(options.MaxQueuedWrites, 1);
        problems.AtLeast(options.MaxWaiters, 1);
        problems.AtLeast(options.ParallelScanBytes, 1);
        problems.AtLeast(options.GraphFromRows ?? FewestRowsOfAGraph, FewestRowsOfAGraph, nameof(options.GraphFromRows));
        foreach (var (tenant, own) in options.Tenants)
        {
            if (own.GraphFromRows is < FewestRowsOfAGraph and not TenantVectorOptions.Never)
                problems.Add($"Tenants:{tenant}:GraphFromRows", own.GraphFromRows, $"Set 0 for never, or at least {FewestRowsOfAGraph}.");
        }

        problems.AtLeast(options.GraphThreads, 1);
        problems.AtLeast(options.ReplacedRetention, TimeSpan.Zero);
        problems.AtLeast(options.BusyTimeout, TimeSpan.Zero);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
