using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Core.Usage;

/// <summary>
/// The id of a usage event: a UUID version 5 (RFC 9562, section 5.5) of what was done, never of when or how often it was told. So whatever is
/// told again after a kill, a retry or a lost answer is the same event.
/// </summary>
public readonly record struct UsageEventId(Guid Value)
{
    // The namespace of usage events: fixed for ever, since ids are stored and sent.
    private static readonly Guid Namespace = new("9b0c6a52-7a7e-4b63-8b57-1f6f2c1d7e90");

    /// <summary>Of a generation of a video. The upload's own mark tells two videos of one id apart.</summary>
    public static UsageEventId OfVideo(
        TenantId tenant, VideoId video, string sourceBlob, int generation, UsageKind kind, UsageLabels labels) =>
        Of(FormattableString.Invariant($"video/{tenant}/{video}/{sourceBlob}/{generation}/{kind.Name}/{Text(labels)}"));

    /// <summary>Of what a tenant had stored during an hour.</summary>
    public static UsageEventId OfStored(TenantId tenant, UsageHour hour) => Of(FormattableString.Invariant($"stored/{tenant}/{hour}"));

    /// <summary>Of a stored video: what a ledger keeps of it until its hours are entered, without its name.</summary>
    public static UsageEventId OfItem(TenantId tenant, VideoId video, DateTimeOffset createdAt) =>
        Of(FormattableString.Invariant($"item/{tenant}/{video}/{createdAt.UtcTicks}"));

    /// <summary>Of a counter in a segment, which is drawn once and counted to by one process only.</summary>
    public static UsageEventId OfCounter(Guid segment, TenantId tenant, UsageHour hour, UsageKind kind, UsageLabels labels) =>
        Of(FormattableString.Invariant($"counter/{segment:n}/{tenant}/{hour}/{kind.Name}/{Text(labels)}"));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static UsageEventId Parse(string text) => new(Guid.ParseExact(text, "d"));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("d");

    private static string Text(UsageLabels labels) => $"{labels.Source}/{labels.Modality}/{labels.Package}";

    private static UsageEventId Of(string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new UsageEventId(new Guid(hash[..16], bigEndian: true));
    }
}
