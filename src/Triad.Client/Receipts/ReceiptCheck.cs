namespace Triad.Client;

/// <summary>What a look at a receipt's signature has found.</summary>
/// <param name="Problem">Why the receipt proves nothing; null where it is genuine.</param>
/// <param name="KeyId">The id of the key that it names; null where it names none.</param>
/// <param name="Receipt">What the signed statement says; null where the signature does not stand for it.</param>
public sealed record ReceiptCheck(string? Problem, string? KeyId, Receipt? Receipt)
{
    /// <summary>True where the platform whose keys were given has signed exactly this.</summary>
    public bool IsGenuine => Problem is null;
}
