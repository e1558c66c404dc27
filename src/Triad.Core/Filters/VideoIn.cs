using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Core.Filters;

/// <summary>The video is one of some.</summary>
public sealed record VideoIn(ImmutableHashSet<VideoId> Videos) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(FilterSubject subject) => Videos.Contains(subject.Video);
}
