using Microsoft.Extensions.Options;
using Triad.Core.Durability;
using Triad.Core.Encryption;
using Triad.Core.Errors;

namespace Triad.Media.Encryption;

/// <summary>
/// Key-encryption keys in a file. It is read for each wrapping, which are few, so that a key that is put in counts at once.
/// </summary>
internal sealed class FileKeyProvider(IOptions<EncryptionOptions> options) : IKeyProvider
{
    private readonly string _path = Path.GetFullPath(options.Value.KeyFile);

    /// <inheritdoc/>
    public string Setting => $"{EncryptionOptions.Section}:{nameof(EncryptionOptions.KeyFile)} '{_path}'";

    /// <inheritdoc/>
    public async Task<Result<string?>> CurrentAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
            return Result<string?>.Ok(null);
        var keys = await ReadAsync(cancellationToken);
        return keys.IsOk ? keys.Value[0].Name : keys.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> HasAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
            return false;
        var keys = await ReadAsync(cancellationToken);
        return keys.IsOk ? keys.Value.Any(key => key.Name == name) : keys.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<string>> MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            OnceFile.Write(_path, KeyFile.Draw());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unusable("cannot be written", "Name a file in a folder that the service can write to, or put a key there.");
        }

        var current = await CurrentAsync(cancellationToken);
        return current.IsOk ? current.Value! : current.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<WrappedKey>> WrapAsync(DataKey key, string owner, CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        return keys.IsOk ? KeyWrapping.Wrap(keys.Value[0].Key, keys.Value[0].Name, key, owner) : keys.Error;
    }

    /// <inheritdoc/>
    public async Task<Result<DataKey>> UnwrapAsync(WrappedKey wrapped, string owner, CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        if (!keys.IsOk)
            return keys.Error;
        if (keys.Value.FirstOrDefault(known => known.Name == wrapped.WrappedBy) is not { Key: { } key })
            return KeyWrapping.Lost(wrapped, owner, Setting);
        return KeyWrapping.Unwrap(key, wrapped, owner) is { } opened ? opened : KeyWrapping.DoesNotOpen(wrapped, owner, Setting);
    }

    private async Task<Result<IReadOnlyList<(string Name, byte[] Key)>>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (KeyFile.Read(await File.ReadAllTextAsync(_path, cancellationToken)) is { } keys)
                return Result<IReadOnlyList<(string, byte[])>>.Ok(keys);
            return Unusable("has a line that is no key, or none at all", "Put back the file as it was: \"kek_\" and 64 hexadecimal digits a line, the current key first.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unusable("cannot be read", "Put back the file with the key, readable for the service.");
        }
    }

    private Error Unusable(string problem, string remedy) => Error.Of(
        ErrorReason.DataKeyUnavailable, $"{EncryptionOptions.Section}:{nameof(EncryptionOptions.KeyFile)}", _path, problem, remedy);
}
