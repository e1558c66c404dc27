namespace Triad.Server.Receipts;

/// <summary>Settings of the key that signs receipts.</summary>
public sealed class ReceiptOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Receipts";

    /// <summary>
    /// A PEM file with a private key on the curve P-256, such as a mounted secret: the same for all silos. Null: the first start makes one in the
    /// data directory, <c>receipt.key</c>, for this user only.
    /// </summary>
    public string? KeyFile { get; set; }
}
