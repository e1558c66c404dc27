using Azure.Storage.Blobs;
using Microsoft.Extensions.Hosting;
using Triad.Core.Errors;

namespace Triad.Azure.Account;

/// <summary>Makes the containers before anything needs them, so that a wrong account is known at start, with the remedy.</summary>
internal sealed class AzureStartup(AzureAccount account, AzureUses uses) : IHostedService
{
    /// <inheritdoc/>
    /// <exception cref="StorageException">The account does not answer or refuses.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (uses.Grains)
            await MakeAsync(account.Grains, nameof(AzureStorageOptions.GrainContainer), cancellationToken);
        if (uses.Media)
            await MakeAsync(account.Media, nameof(AzureStorageOptions.MediaContainer), cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task MakeAsync(BlobContainerClient container, string setting, CancellationToken cancellationToken)
    {
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (Exception failure) when (AzureFailures.IsStorage(failure, cancellationToken))
        {
            var remedy = AzureFailures.Remedy(failure);
            var message = $"{AzureStorageOptions.Section}:{setting} '{container.Name}' of the account '{container.AccountName}' cannot be used. {remedy}";
            throw new StorageException(new Error(ErrorReason.Unavailable, message, setting, container.Name, remedy), failure);
        }
    }
}
