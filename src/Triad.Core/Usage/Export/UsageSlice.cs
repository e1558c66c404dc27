using Triad.Core.Identity;

namespace Triad.Core.Usage.Export;

/// <summary>
/// A part of a tenant's ledger, in the order in which it was written. Repeated after a kill it begins at the same event, and may end later.
/// </summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="First">The number of the first event.</param>
/// <param name="Last">The number of the last event.</param>
/// <param name="Events">The events: each a CloudEvent 1.0 in its JSON format, without line breaks.</param>
public sealed record UsageSlice(TenantId Tenant, long First, long Last, IReadOnlyList<ReadOnlyMemory<byte>> Events)
{
    /// <summary>The name of its file: the same for a repeat, which takes the place of the first one.</summary>
    public string FileName => FormattableString.Invariant($"{Tenant}/{First:d12}.ndjson");

    /// <summary>The events, a line each.</summary>
    public byte[] ToLines()
    {
        var bytes = new byte[Events.Sum(line => line.Length + 1)];
        var at = 0;
        foreach (var line in Events)
        {
            line.Span.CopyTo(bytes.AsSpan(at));
            at += line.Length + 1;
            bytes[at - 1] = (byte)'\n';
        }

        return bytes;
    }
}
