using System.Collections.Immutable;

namespace Triad.Grains.Erasure;

/// <summary>The public keys of receipts.</summary>
[GenerateSerializer]
[Alias("triad.state.receipt-keys")]
public sealed record ReceiptKeysState
{
    /// <summary>In the order in which they came; none is ever taken away.</summary>
    [Id(20)]
    public ImmutableArray<ReceiptKeyState> Keys { get; init; } = [];
}
