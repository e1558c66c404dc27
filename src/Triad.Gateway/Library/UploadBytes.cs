using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Gateway.Calls;
using Triad.Gateway.Limits;

namespace Triad.Gateway.Library;

/// <summary>
/// The bytes of an upload as they arrive. What is wrong with them ends the sequence with a failure, so that a store keeps nothing of
/// them; the whole content is checked before the sequence ends well.
/// </summary>
internal sealed class UploadBytes(IAsyncStreamReader<V1.UploadVideoRequest> messages, UploadPlan plan, LimitsOptions limits) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    /// <summary>The hash of all bytes in lower case; known when they have been read to the end.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>The room that is kept for the bytes; null where they are only compared.</summary>
    public UploadSpace? Space { get; set; }

    /// <summary>The chunks in order.</summary>
    public async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = await NextAsync(cancellationToken);
            if (!next.IsOk)
            {
                yield return next.Error;
                yield break;
            }

            if (next.Value is not { } message)
                break;
            if (Check(message) is { } problem)
            {
                yield return problem;
                yield break;
            }

            var chunk = message.Chunk.Memory;
            _length += chunk.Length;
            if (Space is { } space && await space.ReserveAsync(_length, isAll: false, cancellationToken) is { IsOk: false } full)
            {
                yield return full.Error!;
                yield break;
            }

            _hash.AppendData(chunk.Span);
            if (chunk.Length > 0)
                yield return chunk;
        }

        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        if (CheckWhole() is { } flaw)
            yield return flaw;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>The next message, or null at the end. A connection that breaks is the caller's fault, not that of the store that reads the bytes.</summary>
    private async Task<Result<V1.UploadVideoRequest?>> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Result<V1.UploadVideoRequest?>.Ok(await messages.MoveNext(cancellationToken) ? messages.Current : null);
        }
        catch (UnreadableMessageException)
        {
            return UnreadableMessage.Refusal;
        }
        catch (BrokenRequestException)
        {
            return new Error(ErrorReason.Unavailable, "The upload was broken off.", Remedy: "Upload again.", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }

    private Error? Check(V1.UploadVideoRequest message)
    {
        if (message.PayloadCase != V1.UploadVideoRequest.PayloadOneofCase.Chunk)
            return Error.Invalid(
                "payload",
                message.PayloadCase,
                "is not a chunk",
                "Send the header in the first message only, chunks in all others.");
        var length = message.Chunk.Length;
        if (length > limits.MaxChunkBytes)
            return Error.OverLimit("chunk", length, nameof(limits.MaxChunkBytes), limits.MaxChunkBytes, "Send smaller chunks.");
        if (_length + length > limits.MaxUploadBytes)
            return Error.OverLimit("chunk", _length + length, nameof(limits.MaxUploadBytes), limits.MaxUploadBytes, "Upload a smaller file.");
        return plan.Size is { } size && _length + length > size ? SizeMismatch(_length + length, size) : null;
    }

    private Error? CheckWhole()
    {
        if (_length == 0)
            return Error.Of(ErrorReason.MediaEmpty, "chunk", "0 bytes", "is all there is", "Send the bytes of a file.");
        if (plan.Size is { } size && _length != size)
            return SizeMismatch(_length, size);
        return plan.Sha256 is { } announced && announced != Sha256
            ? Error.Of(ErrorReason.ContentMismatch, "header.sha256", announced, $"is not the hash of the content, {Sha256}", "Upload again.")
            : null;
    }

    private static Error SizeMismatch(long length, long announced) => Error.Of(
        ErrorReason.ContentMismatch,
        "header.size_bytes",
        announced,
        $"is not the size of the content, of which {length} bytes arrived",
        "Give the right size, or 0 where it is not known.");
}
