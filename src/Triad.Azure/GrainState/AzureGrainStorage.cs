using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Azure.Account;
using Triad.Core.Errors;

namespace Triad.Azure.GrainState;

/// <summary>
/// Orleans' provider as grains need it: a failure of the account is a <see cref="StorageException"/> with a closed reason, and a call ends
/// within <see cref="AzureStorageOptions.GrainTimeout"/>. The provider works on a copy of the state's version, so that a call that was given up
/// cannot change what the grain holds; whether it wrote is not known, and the version decides at the next write.
/// </summary>
internal sealed partial class AzureGrainStorage(
    IGrainStorage provider,
    IOptions<AzureStorageOptions> options,
    TimeProvider time,
    ILogger<AzureGrainStorage> logger) : IGrainStorage
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        CallAsync(stateName, grainId, grainState, provider.ReadStateAsync, cancellationToken);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        CallAsync(stateName, grainId, grainState, provider.WriteStateAsync, cancellationToken);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        CallAsync(stateName, grainId, grainState, provider.ClearStateAsync, cancellationToken);

    private async Task CallAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        Func<string, GrainId, IGrainState<T>, CancellationToken, Task> call,
        CancellationToken cancellationToken)
    {
        var state = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        try
        {
            await call(stateName, grainId, state, cancellationToken).WaitAsync(options.Value.GrainTimeout, time, cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new StorageException(
                new Error(
                    ErrorReason.Internal,
                    $"The stored state '{stateName}' of grain '{grainId}' cannot be read: {exception.Message}",
                    Remedy: "Use a build that knows this state, or restore the container from a backup."),
                exception);
        }
        catch (Exception exception) when (exception is TimeoutException || AzureFailures.IsStorage(exception, cancellationToken))
        {
            LogFailure(exception, stateName, grainId, AzureFailures.Remedy(exception));
            throw new StorageException(
                new Error(ErrorReason.Unavailable, "The grain storage does not answer. Retry.", Remedy: "Retry.", RetryAfter: RetryAfter),
                exception);
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (state.State, state.ETag, state.RecordExists);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The state {StateName} of {GrainId} is not to be had: {Remedy}")]
    private partial void LogFailure(Exception failure, string stateName, GrainId grainId, string remedy);
}
