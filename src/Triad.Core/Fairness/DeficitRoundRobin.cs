using System.Runtime.InteropServices;

namespace Triad.Core.Fairness;

/// <summary>
/// Deficit round robin (Shreedhar and Varghese, 1995) for work whose cost is known only afterwards: a flow goes on while its credit is above zero,
/// and what it did is taken from the credit when it is told, so that the credit may fall below zero and is then owed. Where no flow that waits has
/// credit, as many rounds pass at once as the first of them needs; a round gives each flow its quantum times its weight.
/// </summary>
/// <remarks>
/// It never says that nobody may go on while somebody waits. Of two flows that both wait all the time, what they got for their weights differs by a
/// quantum and the largest single cost of each at most. Credit is not saved up by a flow that does not wait; what it owes fades with the rounds.
/// Not thread-safe.
/// </remarks>
/// <param name="quantum">What a round gives to a flow of weight 1, in the unit of costs.</param>
public sealed class DeficitRoundRobin<TKey>(double quantum)
    where TKey : notnull
{
    private const int EnoughFlows = 1024;

    private readonly Dictionary<TKey, Account> _accounts = [];
    private long _turn;
    private double _rounds;

    /// <summary>Flows that are remembered.</summary>
    public int Count => _accounts.Count;

    /// <summary>The flow whose turn it is among those that have work waiting, at least one. To ask changes nothing about who is next.</summary>
    public TKey Next(IReadOnlyList<(TKey Flow, double Weight)> waiting)
    {
        ArgumentOutOfRangeException.ThrowIfZero(waiting.Count);
        foreach (var (flow, weight) in waiting)
            Update(flow, weight);
        (bool IsFound, TKey Flow) selected;
        while (!(selected = Select(waiting)).IsFound)
            Pass(waiting);
        return selected.Flow;
    }

    /// <summary>Takes what a flow's work cost, or may cost, from its credit; a negative cost gives back what was taken too much.</summary>
    public void Charge(TKey flow, double weight, double cost)
    {
        Update(flow, weight);
        ref var account = ref CollectionsMarshal.GetValueRefOrNullRef(_accounts, flow);
        account.Credit -= cost;
        if (account.Credit <= 0)
            account.Turn = ++_turn; // Its turn is over.
        if (_accounts.Count > EnoughFlows)
            Forget();
    }

    /// <summary>As many rounds as the first flow needs to have credit again.</summary>
    private void Pass(IReadOnlyList<(TKey Flow, double Weight)> waiting)
    {
        var rounds = waiting.Min(one => Math.Floor(-_accounts[one.Flow].Credit / (quantum * one.Weight)) + 1);
        _rounds += rounds;
        foreach (var (flow, weight) in waiting)
        {
            ref var account = ref CollectionsMarshal.GetValueRefOrNullRef(_accounts, flow);
            account.Credit += rounds * quantum * weight;
            account.Rounds = _rounds;
        }
    }

    private (bool IsFound, TKey Flow) Select(IReadOnlyList<(TKey Flow, double Weight)> waiting)
    {
        var (found, first) = (default(TKey), long.MaxValue);
        foreach (var (flow, _) in waiting)
            if (_accounts[flow] is { Credit: > 0 } account && account.Turn < first)
                (found, first) = (flow, account.Turn);
        return (first < long.MaxValue, found!);
    }

    /// <summary>What a flow has now. While it did not wait the rounds went on: they pay what it owes, and give it nothing beyond.</summary>
    private void Update(TKey flow, double weight)
    {
        ref var account = ref CollectionsMarshal.GetValueRefOrAddDefault(_accounts, flow, out var isKnown);
        if (!isKnown)
            account.Turn = ++_turn;
        else if (account.Rounds < _rounds)
            account.Credit = Math.Min(Math.Max(account.Credit, 0), account.Credit + ((_rounds - account.Rounds) * quantum * weight));
        account.Rounds = _rounds;
    }

    // Who owes nothing is as good as one that never came.
    private void Forget()
    {
        foreach (var (flow, account) in _accounts.Where(entry => entry.Value.Credit >= 0).ToList())
            _accounts.Remove(flow);
        if (_accounts.Count <= EnoughFlows)
            return;
        foreach (var (flow, _) in _accounts.OrderByDescending(entry => entry.Value.Credit).Take(_accounts.Count / 2).ToList())
            _accounts.Remove(flow);
    }

    private struct Account
    {
        public double Credit;
        public double Rounds;
        public long Turn;
    }
}
