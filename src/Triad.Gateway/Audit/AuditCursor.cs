using Triad.Core.Audit;

namespace Triad.Gateway.Audit;

/// <summary>The place of a record in the order of the list.</summary>
internal sealed record AuditCursor(DateTimeOffset Time, string Chain, long Sequence) : IComparable<AuditCursor>
{
    public static AuditCursor Of(AuditRecord record) => new(record.Event.Time, record.Chain, record.Sequence);

    /// <summary>True where a record comes after this place.</summary>
    public bool IsBefore(AuditRecord record) => CompareTo(Of(record)) < 0;

    /// <inheritdoc/>
    public int CompareTo(AuditCursor? other)
    {
        if (other is null)
            return 1;
        var byTime = Time.CompareTo(other.Time);
        if (byTime != 0)
            return byTime;
        var byChain = string.CompareOrdinal(Chain, other.Chain);
        return byChain != 0 ? byChain : Sequence.CompareTo(other.Sequence);
    }
}
