namespace Triad.Core.Fairness;

/// <summary>
/// Start-time fair queueing (Goyal, Vin and Cheng, 1996): each piece of work gets the virtual time at which it would start if all flows were served
/// side by side by their weights, and the smallest goes first. A flow that asks seldom starts at the present time, before all that a flood has
/// waiting.
/// </summary>
/// <remarks>
/// Costs are estimates, put right when the work is done (<see cref="End"/>); a flow's own work so far says what its next costs. Not thread-safe.
/// </remarks>
public sealed class FairClock
{
    private const double Smoothing = 0.2;
    private const double FirstGuess = 0.001;

    private readonly Dictionary<string, Flow> _flows = new(StringComparer.Ordinal);
    private double _now;
    private double _unitCost = FirstGuess;
    private int _open;

    /// <summary>The largest weight among the flows that have work which waits or runs; 0 where there is none.</summary>
    public double MostWeight => _flows.Values.Select(flow => flow.Weight).DefaultIfEmpty().Max();

    /// <summary>Enters work of so many units.</summary>
    public FairTurn Enter(FairShare share, int units)
    {
        if (!_flows.TryGetValue(share.Flow, out var flow))
            _flows.Add(share.Flow, flow = new Flow { UnitCost = _unitCost });
        flow.Weight = share.Weight;
        var turn = new FairTurn(share, Math.Max(_now, flow.End), units, units * flow.UnitCost);
        flow.End = turn.Start + (turn.Cost / share.Weight);
        flow.Open += units;
        _open++;
        return turn;
    }

    /// <summary>Units of a flow's work that wait or run.</summary>
    public int OpenOf(string flow) => _flows.TryGetValue(flow, out var known) ? known.Open : 0;

    /// <summary>
    /// Says that work starts: nothing that comes from now on starts before it. Where not the first of what waits is taken, give the start of that first
    /// one: else its flow loses what it has not had.
    /// </summary>
    public void Begin(double start) => _now = Math.Max(_now, start);

    /// <summary>Work has ended, or was given up.</summary>
    /// <param name="turn">What <see cref="Enter"/> gave.</param>
    /// <param name="cost">What it cost; null where it never ran.</param>
    public void End(FairTurn turn, double? cost)
    {
        if (!_flows.TryGetValue(turn.Share.Flow, out var flow))
            return;
        flow.End += ((cost ?? 0) - turn.Cost) / turn.Share.Weight;
        if (cost is { } known && turn.Units > 0)
        {
            flow.UnitCost += Smoothing * ((known / turn.Units) - flow.UnitCost);
            _unitCost += Smoothing * ((known / turn.Units) - _unitCost);
        }

        flow.Open -= turn.Units;

        // With the last work a busy time ends, and with it what anyone had of it.
        if (--_open == 0)
            _flows.Clear();
        else if (flow.Open <= 0 && flow.End <= _now)
            _flows.Remove(turn.Share.Flow);
    }

    private sealed class Flow
    {
        public double End { get; set; }

        public double Weight { get; set; }

        public double UnitCost { get; set; }

        public int Open { get; set; }
    }
}
