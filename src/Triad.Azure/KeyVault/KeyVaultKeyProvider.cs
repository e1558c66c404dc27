using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Azure.Account;
using Triad.Core.Encryption;
using Triad.Core.Errors;

namespace Triad.Azure.KeyVault;

/// <summary>
/// Key-encryption keys as versions of a secret in an Azure Key Vault. A key's name is its version. A version never changes, so it is fetched once and
/// kept in memory: a vault that is away holds up only who needs a key that this process has not had yet.
/// </summary>
internal sealed partial class KeyVaultKeyProvider(
    SecretClient vault, IOptions<KeyVaultOptions> options, TimeProvider time, ILogger<KeyVaultKeyProvider> log) : IKeyProvider
{
    private const int NotFound = 404;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private volatile Newest? _current;

    /// <inheritdoc/>
    public string Setting => $"{KeyVaultOptions.Section}:{nameof(KeyVaultOptions.SecretName)} '{SecretName}' of the vault '{options.Value.VaultUri}'";

    private string SecretName => options.Value.SecretName;

    /// <summary>The client of the vault that the settings name.</summary>
    public static SecretClient Connect(KeyVaultOptions options, TokenCredential credential, Action<SecretClientOptions>? configure = null)
    {
        var client = new SecretClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        configure?.Invoke(client);
        return new SecretClient(new Uri(options.VaultUri!), credential, client);
    }

    /// <inheritdoc/>
    public async Task<Result<string?>> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is { } known && time.GetUtcNow() - known.AskedAt < options.Value.AskAgainAfter)
            return known.Name;
        var fetched = await FetchAsync(null, cancellationToken);
        if (!fetched.IsOk)
            return fetched.Error;
        if (fetched.Value is not { } newest)
            return Result<string?>.Ok(null);
        _current = new Newest(newest, time.GetUtcNow());
        return newest;
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> HasAsync(string name, CancellationToken cancellationToken)
    {
        if (_keys.ContainsKey(name))
            return true;
        var fetched = await FetchAsync(name, cancellationToken);
        return fetched.IsOk ? fetched.Value is not null : fetched.Error;
    }

    /// <inheritdoc/>
    public Task<Result<string>> MakeAsync(CancellationToken cancellationToken) => Task.FromResult<Result<string>>(Unusable(
        "is not there", $"Make it: az keyvault secret set --vault-name NAME --name {SecretName} --value \"kek_$(openssl rand -hex 32)\""));

    /// <inheritdoc/>
    public async Task<Result<WrappedKey>> WrapAsync(DataKey key, string owner, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(cancellationToken);
        if (!current.IsOk)
            return current.Error;
        return current.Value is { } name
            ? KeyWrapping.Wrap(_keys[name], name, key, owner)
            : Unusable("is not there", "Put it back: a secret that was deleted can be recovered for 90 days.");
    }

    /// <inheritdoc/>
    public async Task<Result<DataKey>> UnwrapAsync(WrappedKey wrapped, string owner, CancellationToken cancellationToken)
    {
        var has = await HasAsync(wrapped.WrappedBy, cancellationToken);
        if (!has.IsOk)
            return has.Error;
        if (!has.Value)
            return KeyWrapping.Lost(wrapped, owner, Setting);
        return KeyWrapping.Unwrap(_keys[wrapped.WrappedBy], wrapped, owner) is { } key ? key : KeyWrapping.DoesNotOpen(wrapped, owner, Setting);
    }

    /// <summary>Fetches a version, the newest where null, and keeps it; its name, or null where it is not there.</summary>
    private async Task<Result<string?>> FetchAsync(string? version, CancellationToken cancellationToken)
    {
        try
        {
            var secret = (await vault.GetSecretAsync(SecretName, version, cancellationToken: cancellationToken)).Value;
            if (KeyText.Read(secret.Value.Trim()) is not { } key)
                return Unusable($"has no key in its version '{secret.Properties.Version}'", "Set a version of the form \"kek_\" and 64 hexadecimal digits.");
            _keys[secret.Properties.Version] = key;
            return secret.Properties.Version;
        }
        catch (RequestFailedException failure) when (failure.Status == NotFound)
        {
            return Result<string?>.Ok(null);
        }
        catch (Exception failure) when (AzureFailures.IsStorage(failure, cancellationToken))
        {
            LogFailure(failure, Setting);
            var remedy = Remedy(failure);
            return new Error(ErrorReason.Unavailable, $"{Setting} cannot be read. {remedy}", KeyVaultOptions.Section, null, remedy, RetryAfter);
        }
    }

    private static string Remedy(Exception failure) => failure switch
    {
        RequestFailedException { Status: 401 or 403 } => "Give the identity of the process the role Key Vault Secrets User, or let its network in.",
        global::Azure.Identity.AuthenticationFailedException => "Give the process a managed or workload identity.",
        AggregateException { InnerExceptions: [.., var last] } => Remedy(last),
        _ => "See that the vault is there and can be reached from this machine.",
    };

    private Error Unusable(string problem, string remedy) => Error.Of(
        ErrorReason.DataKeyUnavailable, $"{KeyVaultOptions.Section}:{nameof(KeyVaultOptions.SecretName)}", SecretName, problem, remedy);

    private sealed record Newest(string Name, DateTimeOffset AskedAt);

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Setting} cannot be read")]
    private partial void LogFailure(Exception failure, string setting);
}
