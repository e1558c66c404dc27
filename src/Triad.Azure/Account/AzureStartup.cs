using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;
using Triad.Azure.Rows;
using Triad.Core.Errors;

namespace Triad.Azure.Account;

/// <summary>
/// Makes the containers before anything needs them, so that a wrong account is known at start, with the remedy; and moves what earlier
/// builds have left in another form.
/// </summary>
internal sealed class AzureStartup(AzureAccount account, AzureUses uses, EarlierBlobs earlier) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StorageException">The account does not answer or refuses.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (uses.Grains || uses.Rows)
            await MakeAsync(account.Grains, nameof(AzureStorageOptions.GrainContainer), cancellationToken);
        if (uses.Media)
            await MakeAsync(account.Media, nameof(AzureStorageOptions.MediaContainer), cancellationToken);
        if (uses.Audit)
            await MakeAsync(account.Audit, nameof(AzureStorageOptions.AuditContainer), cancellationToken);
        if (uses.Rows)
            await UseAsync(account.Grains, nameof(AzureStorageOptions.GrainContainer), earlier.MoveAsync, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task MakeAsync(BlobContainerClient container, string setting, CancellationToken cancellationToken) =>
        UseAsync(container, setting, stop => container.CreateIfNotExistsAsync(cancellationToken: stop), cancellationToken);

    private static async Task UseAsync(
        BlobContainerClient container, string setting, Func<CancellationToken, Task> use, CancellationToken cancellationToken)
    {
        try
        {
            await use(cancellationToken);
        }
        catch (Exception failure) when (AzureFailures.IsStorage(failure, cancellationToken))
        {
            var remedy = AzureFailures.Remedy(failure);
            var message = $"{AzureStorageOptions.Section}:{setting} '{container.Name}' of the account '{container.AccountName}' cannot be used. {remedy}";
            throw new StorageException(new Error(ErrorReason.Unavailable, message, setting, container.Name, remedy), failure);
        }
    }
}
