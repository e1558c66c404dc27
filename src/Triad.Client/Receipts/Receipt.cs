namespace Triad.Client;

/// <summary>What an erasure has found and left.</summary>
public sealed record Receipt
{
    /// <summary>Its id; an erasure that is asked for again has the same.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>The video; null for the erasure of a whole tenant.</summary>
    public string? VideoId { get; init; }

    /// <summary>The id of the API key that asked for it; empty where that is not known.</summary>
    public string RequestedBy { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset FinishTime { get; init; }

    /// <summary>What each store had before and has after.</summary>
    public IReadOnlyList<ErasedStore> Stores { get; init; } = [];

    /// <summary>What may stay all the same.</summary>
    public IReadOnlyList<ErasureRemainder> Remainders { get; init; } = [];

    /// <summary>The same as a signed statement: JWS, compact; <see cref="ReceiptVerifier"/> checks it.</summary>
    public string Jws { get; init; } = string.Empty;

    internal static Receipt FromWire(V1.Receipt wire) => new()
    {
        Id = wire.Id,
        TenantId = wire.TenantId,
        VideoId = wire.VideoId.Length > 0 ? wire.VideoId : null,
        RequestedBy = wire.RequestedBy,
        StartTime = wire.StartTime.ToDateTimeOffset(),
        FinishTime = wire.FinishTime.ToDateTimeOffset(),
        Stores = [.. wire.Stores.Select(store => new ErasedStore(store.Name, store.Unit, store.Before, store.After))],
        Remainders = [.. wire.Remainders.Select(trace => new ErasureRemainder(trace.What, trace.Until?.ToDateTimeOffset()))],
        Jws = wire.Jws,
    };
}
