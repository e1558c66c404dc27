using System.Globalization;
using System.Text.Json;
using Triad.Core.Webhooks;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>A message as a receiver gets it.</summary>
internal sealed record WebhookMessage(string Id, string Timestamp, string Signatures, string ContentType, byte[] Body)
{
    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>True where one of the signatures is that of a secret.</summary>
    public bool IsSignedBy(string secret) =>
        Signatures.Split(' ').Contains(WebhookSecret.Parse(secret).Sign(Id, long.Parse(Timestamp, CultureInfo.InvariantCulture), Body));
}
