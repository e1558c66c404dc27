namespace Triad.Client;

/// <summary>How far the erasure of a tenant is.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Activity">What is being erased, for people.</param>
/// <param name="Receipt">What was erased, with the last report; null before.</param>
public sealed record TenantErasure(double Percent, string Activity, Receipt? Receipt)
{
    internal static TenantErasure FromWire(V1.DeleteTenantProgress wire) =>
        new(wire.ProgressPercent, wire.Activity, wire.Receipt is { } receipt ? Receipt.FromWire(receipt) : null);
}
