using System.Diagnostics;

namespace Triad.Benchmarks.Hosts;

/// <summary>Callers that each begin their next call when the last has ended, for a time.</summary>
internal static class Load
{
    /// <summary>Runs a round.</summary>
    /// <param name="callers">How many call at once.</param>
    /// <param name="time">For how long new calls are begun.</param>
    /// <param name="call">One call, of the caller with that number.</param>
    public static async Task<LoadRound> RunAsync(int callers, TimeSpan time, Func<int, Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                var begun = Stopwatch.GetTimestamp();
                await call(caller);
                own.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return own;
        })));
        return Round(times.SelectMany(own => own), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Begins calls at a rate, whether those before have ended or not, for a time; a millisecond's calls begin together.</summary>
    /// <remarks>A thread of its own begins them: on the pool it would wait behind the calls, and then begin many at once.</remarks>
    /// <param name="perSecond">Calls begun a second.</param>
    /// <param name="time">For how long calls are begun.</param>
    /// <param name="call">One call, by its number.</param>
    public static async Task<LoadRound> PacedAsync(double perSecond, TimeSpan time, Func<int, Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = await Task.Factory.StartNew(Begin, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Round(await Task.WhenAll(calls), Stopwatch.GetElapsedTime(started));

        List<Task<double>> Begin()
        {
            var begun = new List<Task<double>>();
            while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < time)
            {
                while (begun.Count < elapsed.TotalSeconds * perSecond)
                    begun.Add(TimeAsync(begun.Count));
#pragma warning disable RS0030 // The pace itself, on a thread of its own: nothing is waited for here.
                Thread.Sleep(1);
#pragma warning restore RS0030
            }

            return begun;
        }

        async Task<double> TimeAsync(int number)
        {
            await Task.Yield();
            var begun = Stopwatch.GetTimestamp();
            await call(number);
            return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
    }

    /// <summary>Lets two loads take turns, so that a busy neighbour meets both; each is run once before it counts.</summary>
    /// <returns>The rounds of each, in pairs.</returns>
    public static async Task<IReadOnlyList<(LoadRound Ours, LoadRound Reference)>> CompareAsync(
        int rounds, Func<Task<LoadRound>> ours, Func<Task<LoadRound>> reference, CancellationToken cancellationToken)
    {
        await ours();
        await reference();
        var pairs = new List<(LoadRound, LoadRound)>();
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pairs.Add((await ours(), await reference()));
        }

        return pairs;
    }

    private static LoadRound Round(IEnumerable<double> times, TimeSpan elapsed)
    {
        var all = times.Order().ToArray();
        return new LoadRound(all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }

    /// <summary>The middle of some values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }
}
