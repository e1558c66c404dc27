using System.Net.Sockets;
using Triad.Core.Errors;

namespace Triad.Media.Decoding;

/// <summary>One output of the decoder with a read under way.</summary>
/// <param name="source">The output.</param>
/// <param name="block">Where reads land.</param>
/// <param name="push">Takes what was read, or says why it cannot.</param>
/// <param name="end">Told of the end.</param>
internal sealed class Drain(Stream source, byte[] block, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<Error?>> push, Action end)
    : IAsyncDisposable
{
    private Task<int>? _pending;

    /// <summary>The read under way; begun where there was none.</summary>
    public Task<int> Pending => _pending ??= source.ReadAsync(block).AsTask();

    /// <summary>Takes what the finished read brought.</summary>
    /// <returns>False at the end; or why it could not be taken.</returns>
    public async Task<Result<bool>> TakeAsync(CancellationToken cancellationToken)
    {
        var read = await Pending;
        _pending = null;
        if (read == 0)
        {
            end();
            return false;
        }

        return await push(block.AsMemory(0, read), cancellationToken) is { } error ? error : true;
    }

    /// <summary>Waits for the read under way, which ends with the output.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_pending is not null)
                await _pending;
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // The output was closed while it was being read: that is how reading stops here.
        }
    }
}
