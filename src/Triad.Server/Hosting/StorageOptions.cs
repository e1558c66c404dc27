namespace Triad.Server.Hosting;

/// <summary>Where grain state, media, vectors, the audit log and the keys that wrap keys are kept (docs/storage.md).</summary>
internal sealed record StorageOptions(
    GrainStorageKind Grains, MediaStorageKind Media, VectorStorageKind Vectors, AuditStorageKind Audit, KeyProviderKind Keys)
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Storage";

    /// <summary>Reads the choice; it decides what is registered, so it cannot wait for the other settings' validation.</summary>
    /// <exception cref="StartException">A setting has no such choice.</exception>
    public static StorageOptions Read(IConfiguration configuration) => new(
        Choice(configuration, nameof(Grains), GrainStorageKind.Sqlite),
        Choice(configuration, nameof(Media), MediaStorageKind.Folder),
        Choice(configuration, nameof(Vectors), VectorStorageKind.Embedded),
        Choice(configuration, nameof(Audit), Choice(configuration, nameof(Grains), GrainStorageKind.Sqlite) == GrainStorageKind.AzureBlob ? AuditStorageKind.AzureBlob : AuditStorageKind.Folder),
        Choice(configuration, nameof(Keys), KeyProviderKind.File));

    private static T Choice<T>(IConfiguration configuration, string setting, T otherwise)
        where T : struct, Enum
    {
        var text = configuration[$"{Section}:{setting}"];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : throw new StartException($"{Section}:{setting} '{text}' is not known. Set {string.Join(" or ", Enum.GetNames<T>())}.");
    }
}
