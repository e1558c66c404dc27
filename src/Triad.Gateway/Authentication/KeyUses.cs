using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Gateway.Authentication;

/// <summary>
/// When keys were used last, as far as this gateway knows and has not told yet. Noted when a key is verified, which one in use is every few seconds, so
/// that the path of a call does nothing for it.
/// </summary>
internal sealed class KeyUses
{
    // A bound against growing without end; what is over it is told at its next use.
    private const int Most = 10_000;

    private ConcurrentDictionary<ApiKeyId, DateTimeOffset> _uses = new();

    /// <summary>Notes a use.</summary>
    public void Note(ApiKeyId key, DateTimeOffset at)
    {
        if (_uses.Count < Most)
            _uses[key] = at;
    }

    /// <summary>What was noted since the last time.</summary>
    public ImmutableArray<(ApiKeyId Key, DateTimeOffset At)> Take() =>
        [.. Interlocked.Exchange(ref _uses, new()).Select(use => (use.Key, use.Value))];
}
