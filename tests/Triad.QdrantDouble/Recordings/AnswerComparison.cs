using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;

namespace Triad.Doubles.Recordings;

/// <summary>
/// Whether two answers are the same. Free are what differs from run to run (times, usage, versions, peers, numbers of operations, sizes,
/// names of snapshots), the order of shard keys, and the order of hits with equal scores; numbers may differ by a millionth.
/// </summary>
public static class AnswerComparison
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

    /// <summary>Where a message differs from the recorded one; none if nowhere.</summary>
    public static IReadOnlyList<AnswerDifference> Compare(IMessage expected, IMessage got)
    {
        var differences = new List<AnswerDifference>();
        Compare("", JsonNode.Parse(Formatter.Format(expected)), JsonNode.Parse(Formatter.Format(got)), differences);
        return differences;
    }

    /// <summary>Where an error differs from the recorded one: the code counts, the words do not.</summary>
    public static IReadOnlyList<AnswerDifference> Compare(Status expected, Status got) => expected.StatusCode == got.StatusCode
        ? []
        : [new AnswerDifference("error.code", $"{expected.StatusCode}: {expected.Detail}", $"{got.StatusCode}: {got.Detail}")];

    private static void Compare(string path, JsonNode? expected, JsonNode? got, List<AnswerDifference> differences)
    {
        switch (expected, got)
        {
            case (JsonObject one, JsonObject other):
                Compare(path, one, other, differences);
                break;
            case (JsonArray one, JsonArray other):
                Compare(path, one, other, differences);
                break;
            default:
                if (!AreEqual(expected, got))
                    differences.Add(new AnswerDifference(path, Text(expected), Text(got)));
                break;
        }
    }

    private static void Compare(string path, JsonObject expected, JsonObject got, List<AnswerDifference> differences)
    {
        var isMap = Maps.Contains(path[(path.LastIndexOf('.') + 1)..]);
        var isVector = expected.ContainsKey("distance");
        var isSnapshot = expected.ContainsKey("creationTime") || got.ContainsKey("creationTime");
        foreach (var name in expected.Select(pair => pair.Key).Union(got.Select(pair => pair.Key)).Order(StringComparer.Ordinal))
        {
            var isFree = (Free.Contains(name) && !(isVector && name == "size")) || (isSnapshot && name == "name");
            if (isFree && !isMap)
                continue;
            Compare(path.Length == 0 ? name : $"{path}.{name}", expected[name], got[name], differences);
        }
    }

    private static void Compare(string path, JsonArray expected, JsonArray got, List<AnswerDifference> differences)
    {
        if (expected.Count != got.Count)
            differences.Add(new AnswerDifference($"{path}.length", Text(expected.Count), Text(got.Count)));
        var (wanted, came) = (InFreeOrder(path, expected), InFreeOrder(path, got));
        for (var i = 0; i < Math.Min(wanted.Count, came.Count); i++)
            Compare($"{path}[{Text(i)}]", wanted[i], came[i], differences);
    }

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
        return value.TryGetValue<string>(out var text) && text is "NaN" ? double.NaN : null;
    }

    private static bool AreClose(double one, double other) =>
        one.Equals(other) || Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(one), Math.Abs(other)));

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? Nothing;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
