using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Triad.Core.Identity;

namespace Triad.Core.Webhooks;

/// <summary>Something that happened to a tenant.</summary>
/// <param name="Id">Made of what happened, so that what is told again is the same event.</param>
/// <param name="Type">One of <see cref="WebhookEventTypes"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Subject">What it is about.</param>
public sealed record WebhookEvent(Guid Id, string Type, DateTimeOffset At, WebhookSubject Subject)
{
    // The namespace of events of webhooks: fixed for ever, since ids are stored and sent.
    private static readonly Guid Namespace = new("4b1f6f0e-6d0a-4d7c-9a53-0f3f2f6f7c11");

    /// <summary>An event whose id is a UUID version 5 of its tenant, its type, and what makes it the one that it is.</summary>
    /// <param name="tenant">Whose event it is.</param>
    /// <param name="type">One of <see cref="WebhookEventTypes"/>.</param>
    /// <param name="mark">What tells it from all others of the type and tenant.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="subject">What it is about.</param>
    public static WebhookEvent Of(TenantId tenant, string type, string mark, DateTimeOffset at, WebhookSubject subject) =>
        new(IdOf($"{type}/{tenant}/{mark}"), type, at, subject);

    /// <summary>The payload: <c>type</c>, <c>timestamp</c>, <c>data</c>, in UTF-8. The same bytes at every attempt.</summary>
    /// <param name="tenant">Whose event it is.</param>
    public byte[] ToJson(TenantId tenant)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("timestamp", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            json.WriteString("tenant_id", tenant.Value);
            Write(json, "video_id", Subject.VideoId);
            if (Subject.Generation > 0)
                json.WriteNumber("generation", Subject.Generation);
            Write(json, "reason", Subject.Reason);
            Write(json, "receipt_id", Subject.ReceiptId);
            if (Subject.Quota.Length > 0)
            {
                json.WriteString("quota", Subject.Quota);
                json.WriteNumber("limit", Subject.Limit);
                json.WriteNumber("used", Subject.Used);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    private static Guid IdOf(string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
