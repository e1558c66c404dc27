using System.Security.Cryptography;
using Triad.Backup.Keys;
using Triad.Core.Encryption;

namespace Triad.Backup.Restoring;

/// <summary>
/// The key-encryption keys of a file, "kek_" and 64 hexadecimal digits a line, as the platform reads them (docs/encryption.md); or none, where they lie in a
/// vault that the restored platform asks itself.
/// </summary>
internal sealed class RestoreKeys
{
    private const int NameDigits = 16;

    private readonly string? _path;
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    private RestoreKeys(string? path) => _path = path;

    /// <summary>The file's text; null for a vault.</summary>
    public string? Text { get; private init; }

    public static RestoreKeys Read(string? path)
    {
        if (path is null)
            return new RestoreKeys(null);
        try
        {
            var keys = new RestoreKeys(path) { Text = File.ReadAllText(path) };
            foreach (var line in keys.Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
            {
                var key = KeyText.Read(line) ?? throw Wrong(path, "has a line that is no key");
                keys._keys[Convert.ToHexStringLower(SHA256.HashData(key))[..NameDigits]] = key;
            }

            return keys._keys.Count > 0 ? keys : throw Wrong(path, "has no key");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, $"cannot be read: {failure.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Looks whether every data key that the media need is in the ring, and opens with a key-encryption key that is here.</summary>
    /// <exception cref="BackupException">One is missing; the message names it.</exception>
    public IReadOnlyList<RingKey> Check(IEnumerable<NeededKey> needed, KeyRing ring, string ringPath)
    {
        var found = new List<RingKey>();
        foreach (var (tenant, keyId) in needed)
        {
            if (ring.Keys.FirstOrDefault(key => key.Tenant == tenant && key.Key.KeyId == keyId) is not { } key)
                throw new BackupException($"The data key '{keyId}' of tenant '{tenant}' is missing: the key ring '{ringPath}' of {ring.At:u} does not have it.") { Field = "--keys", Value = ringPath, Remedy = "Give the key ring that the newest backup has written; without the key the tenant's media stay unreadable" };
            if (_path is not null && !_keys.TryGetValue(key.Key.WrappedBy, out _))
                throw new BackupException($"The key-encryption key '{key.Key.WrappedBy}' is missing: '{_path}' has {string.Join(", ", _keys.Keys.Select(name => $"'{name}'"))}.") { Field = "--media-key", Value = _path, Remedy = "Give the file of key-encryption keys that the platform had (docs/encryption.md)" };
            if (_path is not null && KeyWrapping.Unwrap(_keys[key.Key.WrappedBy], key.Key, tenant) is null)
                throw new BackupException($"The data key '{keyId}' of tenant '{tenant}' does not open with the key '{key.Key.WrappedBy}': the key ring is damaged.") { Field = "--keys", Value = ringPath, Remedy = "Give a key ring that was not changed" };
            found.Add(key);
        }

        return found;
    }

    /// <summary>Opens a key that <see cref="Check"/> has found.</summary>
    public DataKey Unwrap(RingKey key) => KeyWrapping.Unwrap(_keys[key.Key.WrappedBy], key.Key, key.Tenant)!;

    /// <summary>Wraps a key with the current one, which is the first.</summary>
    public WrappedKey Wrap(DataKey key, string tenant)
    {
        var (name, current) = _keys.First();
        return KeyWrapping.Wrap(current, name, key, tenant);
    }

    private static BackupException Wrong(string path, string problem) => new($"The file of key-encryption keys '{path}' {problem}.")
    {
        Field = "--media-key",
        Value = path,
        Remedy = "Give the platform's media.key: \"kek_\" and 64 hexadecimal digits a line, the current key first",
    };
}
