using System.Runtime.CompilerServices;
using Triad.Core.Errors;
using Triad.Core.Fetching;

namespace Triad.Media.Fetching;

/// <summary>An answer over HTTP.</summary>
internal sealed class HttpFetchedResponse(
    HttpResponseMessage response, Uri address, FetchRequest request, FetchOptions options, FetchDeadline deadline, TimeProvider time) : FetchedResponse
{
    private const int Piece = 64 * 1024;

    public override int Status => (int)response.StatusCode;

    public override Uri Address => address;

    public override string? ContentType => response.Content.Headers.ContentType?.MediaType;

    public override long? ContentLength => response.Content.Headers.ContentLength;

    public override TimeSpan? RetryAfter => response.Headers.RetryAfter switch
    {
        { Delta: { } span } => span,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    public override async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ContentLength > request.MaxBytes)
        {
            yield return TooLong(ContentLength.Value);
            yield break;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var opened = await TryAsync(() => new ValueTask<Stream>(response.Content.ReadAsStreamAsync(end.Token)), cancellationToken).ConfigureAwait(false);
        if (!opened.IsOk)
        {
            yield return opened.Error;
            yield break;
        }

        var buffer = new byte[Piece];
        var seen = 0L;
        await using var body = opened.Value.ConfigureAwait(false);
        while (true)
        {
            var read = await ReadPieceAsync(opened.Value, buffer, end.Token, cancellationToken).ConfigureAwait(false);
            if (!read.IsOk)
            {
                yield return read.Error;
                yield break;
            }

            if (read.Value == 0)
                yield break;
            seen += read.Value;
            if (seen > request.MaxBytes)
            {
                yield return TooLong(seen);
                yield break;
            }

            yield return Result<ReadOnlyMemory<byte>>.Ok(buffer.AsMemory(0, read.Value));
        }
    }

    public override ValueTask DisposeAsync()
    {
        response.Dispose();
        deadline.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Result<int>> ReadPieceAsync(Stream body, byte[] buffer, CancellationToken end, CancellationToken caller)
    {
        using var silence = new CancellationTokenSource(options.IdleTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end, silence.Token);
        return await TryAsync(() => body.ReadAsync(buffer, both.Token), caller).ConfigureAwait(false);
    }

    private async Task<Result<T>> TryAsync<T>(Func<ValueTask<T>> read, CancellationToken caller)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException)
        {
            return Error.Of(ErrorReason.Unavailable, request.Field, address.AbsoluteUri, "broke off in the middle of its answer", "Try again.");
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested && !deadline.IsCallersEnd)
        {
            return deadline.TimedOut(request.Field, address.AbsoluteUri);
        }
    }

    private Error TooLong(long bytes) =>
        Error.OverLimit(request.Field, $"{address.AbsoluteUri}, {bytes} bytes or more", "bytes of an answer", request.MaxBytes, "Give an address with a shorter answer.");
}
