namespace Triad.Server.Hosting;

/// <summary>Where the key-encryption keys are.</summary>
internal enum KeyProviderKind
{
    /// <summary>In a file.</summary>
    File,

    /// <summary>In an Azure Key Vault.</summary>
    AzureKeyVault,
}
