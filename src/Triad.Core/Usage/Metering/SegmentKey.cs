using System.Globalization;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Core.Usage.Metering;

/// <summary>What a counter of a segment counts.</summary>
internal readonly record struct SegmentKey(TenantId Tenant, UsageHour Hour, UsageKind Kind, UsageLabels Labels)
{
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Tenant}\n{Hour}\n{Kind.Name}\n{Labels.Source}\n{Labels.Modality}\n{Labels.Package}"));

    /// <exception cref="FormatException">The bytes are no key.</exception>
    public static SegmentKey Read(ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split('\n');
        return parts.Length == 6 && UsageKinds.Find(parts[2]) is { } kind
            ? new SegmentKey(TenantId.From(parts[0]), UsageHour.Parse(parts[1]), kind, new UsageLabels(parts[4], parts[5], parts[3]))
            : throw new FormatException("A counter of usage has no key that can be read.");
    }
}
