using Google.Protobuf.WellKnownTypes;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Gateway.Erasure;

/// <summary>Receipts for the wire.</summary>
internal static class ReceiptMapping
{
    /// <summary>A receipt.</summary>
    public static V1.Receipt ToWire(ErasureReceipt receipt)
    {
        var wire = new V1.Receipt
        {
            Id = receipt.Id,
            TenantId = receipt.TenantId.Value,
            VideoId = receipt.VideoId?.Value ?? "",
            RequestedBy = receipt.RequestedBy,
            StartTime = Timestamp.FromDateTimeOffset(receipt.StartedAt),
            FinishTime = Timestamp.FromDateTimeOffset(receipt.FinishedAt),
            Jws = receipt.Jws,
        };
        wire.Stores.AddRange(receipt.Stores.Select(store =>
            new V1.ErasedStore { Name = store.Name, Unit = store.Unit, Before = store.Before, After = store.After }));
        wire.Remainders.AddRange(receipt.Remainders.Select(trace => new V1.ErasureRemainder { What = trace.What, Until = At(trace.Until) }));
        return wire;
    }

    /// <summary>A receipt in a list: of a tenant's video, or of a tenant.</summary>
    public static V1.ReceiptEntry ToWire(TenantId? tenant, ReceiptEntry entry) => new()
    {
        TenantId = tenant?.Value ?? entry.Id,
        VideoId = tenant is null ? "" : entry.Id,
        StartTime = At(entry.StartedAt),
        FinishTime = At(entry.FinishedAt),
    };

    /// <summary>How far an erasure is.</summary>
    public static V1.DeleteTenantProgress ToWire(ErasureProgress progress) => new()
    {
        ProgressPercent = progress.Percent,
        Activity = progress.Activity,
        Receipt = progress.Receipt is { } receipt ? ToWire(receipt) : null,
    };

    private static Timestamp? At(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
