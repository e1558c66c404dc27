namespace Triad.Azure;

/// <summary>Settings of grain state and media in an Azure storage account.</summary>
public sealed class AzureStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Azure";

    /// <summary>The account's connection string, with its key. Either this or <see cref="ServiceUri"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Address of the account's blob service, such as https://ACCOUNT.blob.core.windows.net. The identity is that of the environment: a managed
    /// identity, a workload identity, or AZURE_CLIENT_ID and its like.
    /// </summary>
    public string? ServiceUri { get; set; }

    /// <summary>The container of the grains' states; made when missing.</summary>
    public string GrainContainer { get; set; } = "triad-grains";

    /// <summary>The container of the media; made when missing.</summary>
    public string MediaContainer { get; set; } = "triad-media";

    /// <summary>The container of the audit log; made when missing.</summary>
    public string AuditContainer { get; set; } = "triad-audit";

    /// <summary>Bytes of one block of an upload: what is sent again after a break, and what one upload holds in memory.</summary>
    public int BlockBytes { get; set; } = 4 << 20;

    /// <summary>How long one try of one request may take.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a failed request is tried again.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The wait before the first retry; it doubles from there.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a read or write of a grain's state may take with all its retries, before it fails with Unavailable.</summary>
    public TimeSpan GrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Folder for the media that a decoder reads, made when missing and emptied at start. This process's alone.</summary>
    public string LeaseFolder { get; set; } = "data/leases";
}
