using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Triad.Core.Audit;

/// <summary>
/// Makes the lines of one chain. A line is a JSON object; its last member is <c>hash</c>, the SHA-256 of the bytes before <c>,"hash":</c>, among which is
/// <c>prev</c>, the hash of the line before it (64 zeros in the first). So the bytes as they are written are what is hashed.
/// </summary>
/// <param name="id">The chain's name: unique for ever.</param>
public sealed class AuditChain(string id)
{
    /// <summary>What the first record says in the place of a hash.</summary>
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    private const int Version = 1;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _body = new(512);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Form);

    /// <summary>The chain's name.</summary>
    public string Id => id;

    /// <summary>The number of the next record.</summary>
    public long Next { get; private set; }

    /// <summary>The last record's time: no later one has an earlier time.</summary>
    public DateTimeOffset LastTime { get; private set; }

    /// <summary>The hash of the last record.</summary>
    public string Hash { get; private set; } = NoHash;

    /// <summary>How far it has got.</summary>
    public AuditHead Head => new(id, Next - 1, Hash);

    /// <summary>A name for a chain that begins now.</summary>
    public static string NewId(DateTimeOffset now) =>
        $"{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>The time that the next record of an event would have.</summary>
    public DateTimeOffset TimeOf(AuditEvent @event) => @event.Time > LastTime ? @event.Time : LastTime;

    /// <summary>Writes the line of an event, with its line break.</summary>
    public void Append(AuditEvent @event, IBufferWriter<byte> lines)
    {
        LastTime = TimeOf(@event);
        _body.ResetWrittenCount();
        _json.Reset(_body);
        WriteBody(@event);
        _json.Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_body.WrittenSpan, hash);
        Hash = Convert.ToHexStringLower(hash);
        Next++;
        lines.Write(_body.WrittenSpan);
        lines.Write(",\"hash\":\""u8);
        Encoding.ASCII.GetBytes(Hash, lines);
        lines.Write("\"}\n"u8);
    }

    // The object stays open: its last member follows.
    private void WriteBody(AuditEvent @event)
    {
        _json.WriteStartObject();
        _json.WriteNumber("v"u8, Version);
        _json.WriteString("chain"u8, id);
        _json.WriteNumber("seq"u8, Next);
        _json.WriteString("time"u8, LastTime.UtcDateTime);
        _json.WriteString("plane"u8, @event.Plane == AuditPlane.Control ? "control"u8 : "data"u8);
        _json.WriteString("call"u8, @event.Call);
        WriteText("tenant"u8, @event.Tenant);
        WriteText("by"u8, @event.By);
        WriteText("key"u8, @event.Key);
        WriteText("from"u8, @event.From);
        WriteText("subject"u8, @event.Subject);
        _json.WriteString("code"u8, @event.Code);
        WriteText("reason"u8, @event.Reason);
        _json.WriteNumber("count"u8, @event.Count);
        _json.WriteNumber("ms"u8, Math.Round(@event.Took.TotalMilliseconds, 3));
        WriteText("content"u8, @event.Content);
        _json.WriteString("prev"u8, Hash);
    }

    private void WriteText(ReadOnlySpan<byte> name, string value)
    {
        if (value.Length > 0)
            _json.WriteString(name, value);
    }
}
