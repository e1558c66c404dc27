namespace Triad.Core.Usage.Export;

/// <summary>A target of exports, as the operator sets it.</summary>
public sealed class UsageTargetOptions
{
    /// <summary>http, folder or azure-blob.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>http: where batches are posted, http or https.</summary>
    public string? Url { get; set; }

    /// <summary>folder: an absolute path.</summary>
    public string? Folder { get; set; }

    /// <summary>azure-blob: the name of the container, made where it is missing.</summary>
    public string? Container { get; set; }

    /// <summary>The setting that holds the secret; of SecretName, SecretVariable and SecretFile at most one.</summary>
    public string? SecretName { get; set; }

    /// <summary>The environment variable that holds the secret.</summary>
    public string? SecretVariable { get; set; }

    /// <summary>The file that holds the secret; read again for each batch, so that it can be exchanged.</summary>
    public string? SecretFile { get; set; }

    /// <summary>The most events of a batch.</summary>
    public int BatchEvents { get; set; } = 500;

    /// <summary>How long a batch may take, in seconds.</summary>
    public double TimeoutSeconds { get; set; } = 10;
}
