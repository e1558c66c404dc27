namespace Triad.Azure.KeyVault;

/// <summary>Settings of the key-encryption key in an Azure Key Vault.</summary>
public sealed class KeyVaultOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Encryption:KeyVault";

    /// <summary>
    /// Address of the vault, https. Entered with the identity of the environment (managed or workload identity, <c>AZURE_CLIENT_ID</c> ...), which needs the
    /// role Key Vault Secrets User.
    /// </summary>
    public string? VaultUri { get; set; }

    /// <summary>Name of the secret; its newest version wraps, earlier ones unwrap.</summary>
    public string SecretName { get; set; } = "triad-media-key";

    /// <summary>Longest wait for one answer, 100 milliseconds to a minute.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries after the first, 0 to 10, each after twice the wait.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>How long a version is taken for the newest one, a second to a day.</summary>
    public TimeSpan AskAgainAfter { get; set; } = TimeSpan.FromMinutes(10);
}
