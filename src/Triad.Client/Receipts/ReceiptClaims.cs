using System.Text.Json;

namespace Triad.Client;

/// <summary>Reads the claims of a signed receipt.</summary>
internal static class ReceiptClaims
{
    public static Receipt Read(JsonElement claims, string jws) => new()
    {
        Id = Text(claims, "jti"),
        TenantId = Text(claims, "tenant"),
        VideoId = claims.TryGetProperty("video", out var video) ? video.GetString() : null,
        RequestedBy = Text(claims, "requested_by"),
        StartTime = claims.GetProperty("started").GetDateTimeOffset(),
        FinishTime = claims.GetProperty("finished").GetDateTimeOffset(),
        Stores =
        [
            .. claims.GetProperty("stores").EnumerateArray().Select(store => new ErasedStore(
                Text(store, "name"), Text(store, "unit"), store.GetProperty("before").GetInt64(), store.GetProperty("after").GetInt64())),
        ],
        Remainders =
        [
            .. claims.GetProperty("may_stay").EnumerateArray().Select(trace => new ErasureRemainder(
                Text(trace, "what"), trace.TryGetProperty("until", out var until) ? until.GetDateTimeOffset() : null)),
        ],
        Jws = jws,
    };

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? string.Empty;
}
