using Triad.Core.Fairness;

namespace Triad.Grains.Searches;

/// <summary>A search that waits for its turn.</summary>
internal sealed class WaitingSearch(FairTurn place, long sequence)
{
    /// <summary>Who goes first.</summary>
    public static IComparer<WaitingSearch> Order { get; } = Comparer<WaitingSearch>.Create(static (x, y) =>
        x.Place.Start != y.Place.Start ? x.Place.Start.CompareTo(y.Place.Start) : x._sequence.CompareTo(y._sequence));

    private readonly long _sequence = sequence;

    /// <summary>Its place among the others.</summary>
    public FairTurn Place { get; } = place;

    /// <summary>Ends with its turn.</summary>
    public TaskCompletionSource<SearchTurn> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
