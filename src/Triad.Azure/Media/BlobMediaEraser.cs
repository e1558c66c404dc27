using Azure.Storage.Blobs.Models;
using Triad.Azure.Account;
using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Azure.Media;

/// <summary>Erases the media blobs of a tenant, or of a video, with their snapshots.</summary>
internal sealed class BlobMediaEraser(AzureAccount account, AzureCalls calls) : IMediaEraser
{
    private const string What = "The media of an erasure";

    /// <inheritdoc/>
    public Task<Result<IReadOnlyDictionary<string, long>>> CountAsync(
        ErasureSubject subject, Func<string, string> kindOf, CancellationToken cancellationToken) =>
        calls.RunAsync<IReadOnlyDictionary<string, long>>(
            What,
            async stop =>
            {
                var counts = new Dictionary<string, long>();
                await foreach (var blob in account.Media.GetBlobsAsync(BlobTraits.None, BlobStates.None, PrefixOf(subject), stop))
                {
                    var kind = kindOf(blob.Name[(blob.Name.LastIndexOf('/') + 1)..]);
                    counts[kind] = counts.GetValueOrDefault(kind) + 1;
                }

                return counts;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        account.Media.EraseAsync(calls, What, PrefixOf(subject), null, cancellationToken);

    private static string PrefixOf(ErasureSubject subject) =>
        subject.Video is { } video ? BlobNames.PrefixOf(subject.Tenant, video) : $"{subject.Tenant}/";
}
