using System.Diagnostics;
using System.Globalization;
using Triad.Client;

namespace Triad.Benchmarks.Fair;

/// <summary>Searches of a tenant that asks one thing after another, with a pause between.</summary>
internal static class QuietSearches
{
    private const int LongText = 60;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly string[] Words = ["a red ball", "a blue ring", "green square hops", "a tone", "noise and colours"];

    /// <summary>Milliseconds of each, for so long.</summary>
    public static async Task<IReadOnlyList<double>> TimesAsync(TriadClient client, TimeSpan span, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < span;)
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(client, times.Count, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return times;
    }

    /// <summary>Asks once.</summary>
    public static Task AskAsync(TriadClient client, int number, CancellationToken cancellationToken) =>
        AskAsync(client, Words[number % Words.Length], cancellationToken);

    /// <summary>Asks with a text of its own, so long that the server has far more to do for it than who asks.</summary>
    public static Task AskLongAsync(TriadClient client, int number, CancellationToken cancellationToken) => AskAsync(
        client,
        string.Join(' ', Enumerable.Range(number, LongText).Select(word => string.Create(CultureInfo.InvariantCulture, $"{Words[word % Words.Length]} {number}"))),
        cancellationToken);

    private static Task AskAsync(TriadClient client, string text, CancellationToken cancellationToken) =>
        client.Search.QueryAsync(new SearchQuery().WithText(text), new SearchOptions { Limit = 5 }, cancellationToken);
}
