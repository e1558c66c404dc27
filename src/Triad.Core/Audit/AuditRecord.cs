using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Triad.Core.Audit;

/// <summary>A record as it was read.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Sequence">Its number in the chain.</param>
/// <param name="Previous">The hash of the record before it.</param>
/// <param name="Hash">Its own.</param>
/// <param name="Event">What it tells.</param>
public sealed record AuditRecord(string Chain, long Sequence, string Previous, string Hash, AuditEvent Event)
{
    private const int HashDigits = 64;

    private static readonly byte[] HashBegin = [.. ",\"hash\":\""u8];
    private static readonly byte[] HashEnd = [.. "\"}"u8];

    /// <summary>Reads a line without its line break; null where it is no record, or its hash is not that of its bytes.</summary>
    public static AuditRecord? Read(ReadOnlySpan<byte> line)
    {
        var body = line.Length - HashBegin.Length - HashDigits - HashEnd.Length;
        if (body <= 0 || !line[body..].StartsWith(HashBegin) || !line.EndsWith(HashEnd))
            return null;
        var hash = Encoding.ASCII.GetString(line.Slice(body + HashBegin.Length, HashDigits));
        if (Convert.ToHexStringLower(SHA256.HashData(line[..body])) != hash)
            return null;
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            return Read(document.RootElement, hash);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AuditRecord Read(JsonElement json, string hash)
    {
        var @event = new AuditEvent(
            json.GetProperty("time").GetDateTimeOffset(),
            json.GetProperty("plane").ValueEquals("control") ? AuditPlane.Control : AuditPlane.Data,
            json.GetProperty("call").GetString()!,
            json.GetProperty("code").GetString()!)
        {
            Tenant = Text(json, "tenant"),
            By = Text(json, "by"),
            Key = Text(json, "key"),
            From = Text(json, "from"),
            Subject = Text(json, "subject"),
            Reason = Text(json, "reason"),
            Count = json.GetProperty("count").GetInt64(),
            Took = TimeSpan.FromMilliseconds(json.GetProperty("ms").GetDouble()),
            Content = Text(json, "content"),
        };
        return new AuditRecord(json.GetProperty("chain").GetString()!, json.GetProperty("seq").GetInt64(), json.GetProperty("prev").GetString()!, hash, @event);
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString()! : string.Empty;
}
