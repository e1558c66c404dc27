using Triad.Core.Fairness;

namespace Triad.Grains.Searches;

/// <summary>A search's place among those that run; disposing gives it to the next one.</summary>
internal sealed class SearchTurn(SearchGate gate, FairTurn place, long started) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => gate.Leave(place, started);
}
