using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;

namespace Triad.Doubles.Recordings;

/// <summary>
/// Whether two answers are the same. Free are what differs from run to run (times, usage, versions, peers, numbers of operations, sizes,
/// names of snapshots), the order of shard keys, and the order of hits with equal scores, so also which of them a limit cuts off; numbers
/// may differ by a millionth.
/// </summary>
public sealed class AnswerComparison
{
    private const double Tolerance = 1e-6;
    private const string Nothing = "nothing";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private static readonly HashSet<string> Free =
    [
        "time", "usage", "version", "commit", "peerId", "operationId", "segmentsCount", "size", "checksum", "creationTime", "from", "to",
    ];

    // Their keys are a user's words.
    private static readonly HashSet<string> Maps = ["payload", "metadata", "payloadSchema", "map", "vectors", "fields"];

    private readonly IReadOnlyDictionary<string, int> _limits;
    private readonly List<AnswerDifference> _differences = [];

    private AnswerComparison(IReadOnlyDictionary<string, int> limits) => _limits = limits;

    /// <summary>Where a message differs from the recorded one; none if nowhere.</summary>
    /// <param name="expected">The recorded answer.</param>
    /// <param name="got">The answer that came.</param>
    /// <param name="request">What was asked: it says which lists of hits a limit may have cut.</param>
    public static IReadOnlyList<AnswerDifference> Compare(IMessage expected, IMessage got, IMessage? request = null)
    {
        var comparison = new AnswerComparison(HitLimits.Of(request));
        comparison.Compare("", JsonNode.Parse(Formatter.Format(expected)), JsonNode.Parse(Formatter.Format(got)));
        return comparison._differences;
    }

    /// <summary>Where an error differs from the recorded one: the code counts, the words do not.</summary>
    public static IReadOnlyList<AnswerDifference> Compare(Status expected, Status got) => expected.StatusCode == got.StatusCode
        ? []
        : [new AnswerDifference("error.code", $"{expected.StatusCode}: {expected.Detail}", $"{got.StatusCode}: {got.Detail}")];

    private void Compare(string path, JsonNode? expected, JsonNode? got)
    {
        switch (expected, got)
        {
            case (JsonObject one, JsonObject other):
                Compare(path, one, other);
                break;
            case (JsonArray one, JsonArray other):
                Compare(path, one, other);
                break;
            default:
                if (!AreEqual(expected, got))
                    _differences.Add(new AnswerDifference(path, Text(expected), Text(got)));
                break;
        }
    }

    private void Compare(string path, JsonObject expected, JsonObject got)
    {
        var isMap = Maps.Contains(path[(path.LastIndexOf('.') + 1)..]);
        var isVector = expected.ContainsKey("distance");
        var isSnapshot = expected.ContainsKey("creationTime") || got.ContainsKey("creationTime");
        foreach (var name in expected.Select(pair => pair.Key).Union(got.Select(pair => pair.Key)).Order(StringComparer.Ordinal))
        {
            var isFree = (Free.Contains(name) && !(isVector && name == "size")) || (isSnapshot && name == "name");
            if (isFree && !isMap)
                continue;
            Compare(path.Length == 0 ? name : $"{path}.{name}", expected[name], got[name]);
        }
    }

    private void Compare(string path, JsonArray expected, JsonArray got)
    {
        if (expected.Count != got.Count)
            _differences.Add(new AnswerDifference($"{path}.length", Text(expected.Count), Text(got.Count)));
        var (wanted, came) = (InFreeOrder(path, expected), InFreeOrder(path, got));
        var isCut = _limits.TryGetValue(path, out var limit) && expected.Count == limit && got.Count == limit;
        for (var i = 0; i < Math.Min(wanted.Count, came.Count); i++)
        {
            if (isCut && AreOthersOfLastScore(wanted, came, i))
                continue;
            Compare($"{path}[{Text(i)}]", wanted[i], came[i]);
        }
    }

    // Of hits with the last score some may have been cut off: here others than there.
    private static bool AreOthersOfLastScore(List<JsonNode?> wanted, List<JsonNode?> came, int i) =>
        Score(wanted[i]) is { } one && Score(came[i]) is { } other && Score(wanted[^1]) is { } last
        && AreClose(one, last) && AreClose(other, last)
        && Text(wanted[i]?["id"]) != Text(came[i]?["id"]);

    // Hits with equal scores, and shard keys, stand in any order: both sides are put into one.
    private static List<JsonNode?> InFreeOrder(string path, JsonArray list)
    {
        if (path.EndsWith("shardKeys", StringComparison.Ordinal))
            return [.. list.OrderBy(Text, StringComparer.Ordinal)];
        var ordered = new List<JsonNode?>();
        var run = new List<JsonNode?>();
        foreach (var node in list)
        {
            if (run.Count > 0 && !(Score(node) is { } score && Score(run[^1]) is { } last && AreClose(score, last)))
                Flush();
            run.Add(node);
        }

        Flush();
        return ordered;

        void Flush()
        {
            ordered.AddRange(Score(run.FirstOrDefault()) is null ? run : run.OrderBy(hit => Text(hit?["id"]), StringComparer.Ordinal));
            run.Clear();
        }
    }

    private static double? Score(JsonNode? node) => node is JsonObject hit && hit.ContainsKey("id") && !hit.ContainsKey("orderValue")
        ? Number(hit["score"])
        : null;

    private static bool AreEqual(JsonNode? expected, JsonNode? got)
    {
        if (expected is null || got is null)
            return expected is null && got is null;
        if (Number(expected) is { } one && Number(got) is { } other)
            return AreClose(one, other);
        return Text(expected) == Text(got);
    }

    private static double? Number(JsonNode? node)
    {
        if (node is not JsonValue value)
            return null;
        if (value.TryGetValue<double>(out var number))
            return number;
        return value.TryGetValue<string>(out var text) && (text is "NaN" or "Infinity" or "-Infinity")
            ? double.Parse(text, CultureInfo.InvariantCulture)
            : null;
    }

    private static bool AreClose(double one, double other) =>
        one.Equals(other) || Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(one), Math.Abs(other)));

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? Nothing;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
