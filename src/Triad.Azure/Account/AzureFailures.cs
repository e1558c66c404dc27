using Azure;
using Azure.Identity;

namespace Triad.Azure.Account;

/// <summary>Tells failures of the storage account from bugs.</summary>
internal static class AzureFailures
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>
    /// True for what the account, the way to it, or the local disk reports. A request that ran into its own time limit comes as a cancellation
    /// that nobody asked for.
    /// </summary>
    public static bool IsStorage(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AggregateException retries => retries.InnerExceptions.All(inner => IsStorage(inner, cancellationToken)),
        RequestFailedException or AuthenticationFailedException or IOException or UnauthorizedAccessException => true,
        _ => false,
    };

    /// <summary>True where there is no room on the local disk.</summary>
    public static bool IsFull(Exception failure) => failure is IOException { HResult: NoSpace or QuotaExceeded };

    /// <summary>What to do about a failure, for an operator.</summary>
    public static string Remedy(Exception failure) => failure switch
    {
        AuthenticationFailedException => "No identity was found: give the process a managed or workload identity, or set ConnectionString.",
        RequestFailedException { Status: 401 or 403 } =>
            "The account refuses the identity: give it the role Storage Blob Data Contributor, or renew the key in ConnectionString.",
        AggregateException retries when retries.InnerExceptions.Count > 0 => Remedy(retries.InnerExceptions[^1]),
        _ => "See that the account is there and can be reached from this machine.",
    };
}
