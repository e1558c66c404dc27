using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Grains.Searches;

/// <summary>What was looked up of a frozen ranking.</summary>
/// <param name="Live">The hits that still are, in order.</param>
/// <param name="Failures">The shards that did not answer, and why.</param>
internal sealed record RankedHits(ImmutableArray<SearchHit> Live, IReadOnlyDictionary<int, Error> Failures);
