using System.Globalization;
using Triad.Core.Rows;

namespace Triad.Grains.Webhooks;

/// <summary>How many events of a webhook were dropped, since too many waited.</summary>
/// <param name="WebhookId">The webhook.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the last one was.</param>
internal sealed record DropCount(string WebhookId, long Count, DateTimeOffset LastAt)
{
    private const string Prefix = "dropped/";

    public static bool IsCount(Row row) => row.Key.StartsWith(Prefix, StringComparison.Ordinal);

    public static string KeyOf(string webhookId) => Prefix + webhookId;

    public Row ToRow() => new(KeyOf(WebhookId), string.Create(CultureInfo.InvariantCulture, $"{Count} {LastAt.ToUnixTimeMilliseconds()}"));

    public static DropCount From(Row row)
    {
        var parts = row.Value.Split(' ');
        return new DropCount(
            row.Key[Prefix.Length..],
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }
}
