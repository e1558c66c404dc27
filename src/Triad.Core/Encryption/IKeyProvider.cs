using Triad.Core.Errors;

namespace Triad.Core.Encryption;

/// <summary>
/// Holds the key-encryption keys and wraps data keys with them: a file, a vault. One of them is the current one and wraps; earlier ones unwrap for as
/// long as the provider has them. Errors name the setting and the remedy.
/// </summary>
public interface IKeyProvider
{
    /// <summary>What an operator has set, for messages: setting and value, never a secret.</summary>
    string Setting { get; }

    /// <summary>The name of the key that wraps; null where there is none yet and <see cref="MakeAsync"/> could make it.</summary>
    /// <returns>The name; or DataKeyUnavailable, or Unavailable where the provider does not answer.</returns>
    Task<Result<string?>> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>True where the provider has a key of that name.</summary>
    Task<Result<bool>> HasAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes the first key, durable on return; of several processes that call at once all get the same one.</summary>
    Task<Result<string>> MakeAsync(CancellationToken cancellationToken);

    /// <summary>Wraps a data key with the current key.</summary>
    /// <param name="key">The data key.</param>
    /// <param name="owner">Whose it is; the same has to be said to unwrap it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<WrappedKey>> WrapAsync(DataKey key, string owner, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key with the key that wrapped it.</summary>
    /// <returns>The key; DataKeyUnavailable where the provider lacks that key, or it does not open this one.</returns>
    Task<Result<DataKey>> UnwrapAsync(WrappedKey wrapped, string owner, CancellationToken cancellationToken);
}
