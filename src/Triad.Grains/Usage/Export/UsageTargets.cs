using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>The targets that the operator has set.</summary>
internal sealed class UsageTargets
{
    public UsageTargets(IOptions<UsageExportOptions> options, IEnumerable<IUsageSinkKind> kinds, UsageEventJson json)
    {
        var byName = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        All = [.. options.Value.Targets
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (byName[pair.Value.Kind].Make(pair.Key, pair.Value), pair.Value))];
        Names = [.. All.Select(target => target.Sink.Name)];
        Json = json;
    }

    public ImmutableArray<(IUsageSink Sink, UsageTargetOptions Options)> All { get; }

    public ImmutableArray<string> Names { get; }

    public UsageEventJson Json { get; }
}
