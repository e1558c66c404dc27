using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;

namespace Triad.Azure.Account;

/// <summary>
/// Makes requests that end within <see cref="AzureStorageOptions.GrainTimeout"/>. What a request that was given up has done is not known:
/// it may still arrive.
/// </summary>
internal sealed partial class AzureCalls(IOptions<AzureStorageOptions> options, TimeProvider time, ILogger<AzureCalls> log)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Runs it; a failure of the account is Unavailable.</summary>
    public async Task<Result<T>> RunAsync<T>(string what, Func<CancellationToken, Task<Result<T>>> call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.GrainTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await call(either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception) when (AzureFailures.IsStorage(exception, cancellationToken))
        {
            LogFailure(exception, what, AzureFailures.Remedy(exception));
            return new Error(ErrorReason.Unavailable, "The storage of rows does not answer. Retry.", Remedy: "Retry.", RetryAfter: RetryAfter);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{What} is not to be had: {Remedy}")]
    private partial void LogFailure(Exception failure, string what, string remedy);
}
