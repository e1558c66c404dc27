using System.Globalization;
using Google.Protobuf;
using Qdrant.Client.Grpc;

namespace Triad.Doubles.Recordings;

/// <summary>Which lists of an answer a limit may have cut, by their paths.</summary>
internal static class HitLimits
{
    private const int Default = 10;

    public static IReadOnlyDictionary<string, int> Of(IMessage? request) => request switch
    {
        QueryPoints query => new Dictionary<string, int> { ["result"] = Of(query) },
        SearchPoints search => new Dictionary<string, int> { ["result"] = (int)search.Limit },
        QueryBatchPoints batch => batch.QueryPoints
            .Select((query, i) => (Path: string.Create(CultureInfo.InvariantCulture, $"result[{i}].result"), Limit: Of(query)))
            .ToDictionary(pair => pair.Path, pair => pair.Limit),
        _ => new Dictionary<string, int>(),
    };

    private static int Of(QueryPoints query) => query.HasLimit ? (int)Math.Min(query.Limit, int.MaxValue) : Default;
}
