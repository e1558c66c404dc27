using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Encryption;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Media.Encryption;
using Triad.Media.FolderStore;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Crash;

/// <summary>Reads a stopped platform's media as they were before encryption: encrypted, the same bytes are others each time.</summary>
internal sealed class PlainMedia : IDataKeys
{
    private const string Encrypted = ".enc";

    private readonly Dictionary<TenantId, DataKey> _keys = [];
    private readonly EncryptedMediaStore _store;

    private PlainMedia(string data)
    {
        var inner = new FolderMediaStore(IOPath.Combine(data, "media"), new FolderFiles(), TimeProvider.System, NullLogger<FolderMediaStore>.Instance);
        var options = new EncryptionOptions { PlainFolder = IOPath.Combine(data, "plain"), ReadUnencrypted = false };
        _store = new EncryptedMediaStore(inner, this, options, NullLogger<EncryptedMediaStore>.Instance);
    }

    /// <summary>Unwraps the keys of a platform's tenants.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="wrapped">The states of data keys, by tenant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PlainMedia> OpenAsync(
        string data,
        IEnumerable<(string Tenant, JsonElement State)> wrapped,
        CancellationToken cancellationToken)
    {
        var media = new PlainMedia(data);
        var provider = new FileKeyProvider(Options.Create(new EncryptionOptions { KeyFile = IOPath.Combine(data, "media.key") }));
        foreach (var (tenant, state) in wrapped)
        {
            var key = new WrappedKey(state.GetProperty("keyId").GetGuid(), state.GetProperty("wrappedBy").GetString()!, state.GetProperty("text").GetString()!);
            media._keys[TenantId.Parse(tenant).Value] = (await provider.UnwrapAsync(key, tenant, cancellationToken)).Value;
        }

        return media;
    }

    /// <summary>The SHA-256 of a file's plain bytes, and its name without what encryption adds.</summary>
    /// <param name="parts">Tenant, prefix, video and name.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(string Name, string Hash)> ReadAsync(string[] parts, string path, CancellationToken cancellationToken)
    {
        if (parts is not [var tenant, _, var video, var name] || !name.EndsWith(Encrypted, StringComparison.Ordinal))
            return (parts[^1], Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, cancellationToken))));
        name = name[..^Encrypted.Length];
        var opened = await _store.OpenReadAsync(new MediaKey(TenantId.Parse(tenant).Value, VideoId.Parse(video).Value, name), 0, cancellationToken);
        if (!opened.IsOk)
            return (name, opened.Error.Message);
        await using var plain = opened.Value;
        try
        {
            return (name, Convert.ToHexStringLower(await SHA256.HashDataAsync(plain, cancellationToken)));
        }
        catch (StorageException failure)
        {
            return (name, failure.Message);
        }
    }

    /// <inheritdoc/>
    public Task<Result<DataKey>> CurrentAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException("Only reads.");

    /// <inheritdoc/>
    public Task<Result<DataKey>> FindAsync(TenantId tenant, Guid keyId, CancellationToken cancellationToken) => Task.FromResult(
        _keys.TryGetValue(tenant, out var key) && key.Id == keyId
            ? Result<DataKey>.Ok(key)
            : new Error(ErrorReason.DataKeyUnavailable, $"'{tenant}' has no data key {keyId}.", Remedy: "None."));

    /// <inheritdoc/>
    public Task<Result<bool>> DestroyAsync(TenantId tenant, CancellationToken cancellationToken) => throw new NotSupportedException("Only reads.");
}
