namespace Triad.Azure.Account;

/// <summary>What of the platform is kept in the account.</summary>
internal sealed class AzureUses
{
    /// <summary>True where the grains' states are.</summary>
    public bool Grains { get; set; }

    /// <summary>True where the rows are.</summary>
    public bool Rows { get; set; }

    /// <summary>True where the media are.</summary>
    public bool Media { get; set; }

    /// <summary>True where the audit log is.</summary>
    public bool Audit { get; set; }
}
