using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triad.Core.Fairness;
using Triad.Grains.Searches;
using Triad.Grains.Telemetry;

namespace Triad.Grains.Tests.Searches;

/// <summary>Two tenants that always have searches waiting, whose callers come back in bursts, on a server that is slow at times.</summary>
public sealed class SearchGateShareTests
{
    private const int Callers = 200;
    private const double Burst = 0.05;

    private readonly FakeTimeProvider _time = new();
    private readonly PriorityQueue<SearchTurn, double> _running = new();
    private readonly Dictionary<SearchTurn, int> _flowOf = [];
    private readonly List<(Task<SearchTurn> Task, int Flow)> _waiting = [];
    private readonly FairShare[] _shares = [new("light", 1), new("heavy", 3)];
    private double _now;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Enter_TwoThatAlwaysWait_ShareByWeight(int seed)
    {
        var random = new Random(seed);
        var sut = CreateSut();
        var back = new PriorityQueue<int, double>();
        for (var i = 0; i < Callers; i++)
            back.EnqueueRange([0, 1], 0);
        var answered = new int[2];

        while (_now < 4)
        {
            if (back.TryPeek(out _, out var at) && (!_running.TryPeek(out _, out var end) || at <= end))
            {
                Advance(at);
                await EnterAsync(sut, back.Dequeue(), random);
                continue;
            }

            _running.TryDequeue(out var turn, out var ended);
            Advance(ended);
            _flowOf.Remove(turn!, out var flow);
            answered[flow]++;
            turn!.Dispose();
            back.Enqueue(flow, (Math.Floor(_now / Burst) + 1) * Burst);
            await StartAsync(random);
        }

        Assert.InRange((double)answered[1] / answered[0], 2.6, 3.1);
    }

    private async Task EnterAsync(SearchGate sut, int flow, Random random)
    {
        _waiting.Add((TurnAsync(sut.EnterAsync(_shares[flow], default)), flow));
        if (_running.Count < 4)
            await StartAsync(random);
    }

    private static async Task<SearchTurn> TurnAsync(ValueTask<Core.Errors.Result<SearchTurn>> entered) => Platform.Value(await entered);

    // A place that was given is told on another thread.
    private async Task StartAsync(Random random)
    {
        if (_waiting.Count == 0)
            return;
        var admitted = await Task.WhenAny(_waiting.Select(one => one.Task));
        var place = _waiting.FindIndex(one => one.Task == admitted);
        var turn = await admitted;
        _flowOf.Add(turn, _waiting[place].Flow);
        _waiting.RemoveAt(place);
        var isSlow = (int)(_now * 10) % 4 == 0;
        _running.Enqueue(turn, _now + (0.0009 * Math.Exp(1.1 * Normal(random)) * (isSlow ? 6 : 1)));
    }

    private void Advance(double to)
    {
        _time.Advance(TimeSpan.FromSeconds(to - _now));
        _now = to;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private SearchGate CreateSut() => new(
        Options.Create(new SearchOptions { ConcurrentSearches = 4, MaxWaitingSearches = 100 * Callers }),
        new GrainsInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        _time);
}
