namespace Triad.Client;

/// <summary>A receipt in a list.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="VideoId">The video; null for the erasure of a whole tenant.</param>
/// <param name="StartTime">When it was asked for.</param>
/// <param name="FinishTime">When it ended.</param>
public sealed record ReceiptEntry(string TenantId, string? VideoId, DateTimeOffset StartTime, DateTimeOffset FinishTime)
{
    internal static ReceiptEntry FromWire(V1.ReceiptEntry wire) => new(
        wire.TenantId,
        wire.VideoId.Length > 0 ? wire.VideoId : null,
        wire.StartTime.ToDateTimeOffset(),
        wire.FinishTime.ToDateTimeOffset());
}
