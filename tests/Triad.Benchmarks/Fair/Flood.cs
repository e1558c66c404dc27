using Triad.Client;

namespace Triad.Benchmarks.Fair;

/// <summary>A tenant that asks and uploads as fast as it is answered.</summary>
internal sealed class Flood : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TriadClient _client;
    private readonly Task _running;
    private readonly int _callers;
    private readonly bool _isLong;
    private int _answered;
    private int _refused;
    private int _uploaded;

    /// <summary>Begins it; without videos its searches have long texts.</summary>
    public Flood(TriadClient client, string clip, int number, int callers, int videos)
    {
        (_client, _callers, _isLong) = (client, callers, videos == 0);
        _running = Task.WhenAll(
            [.. Enumerable.Range(0, callers).Select(AskAsync), .. Enumerable.Range(0, videos).Select(one => UploadAsync(clip, number, one))]);
    }

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Searches that were refused; the SDK has repeated them.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public int Uploaded => Volatile.Read(ref _uploaded);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
    }

    private async Task AskAsync(int number)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await (_isLong ? QuietSearches.AskLongAsync(_client, number, _end.Token) : QuietSearches.AskAsync(_client, number, _end.Token));
                number += _callers;
                Interlocked.Increment(ref _answered);
            }
            catch (TriadException) when (!_end.IsCancellationRequested)
            {
                Interlocked.Increment(ref _refused);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                // The flood has ended.
            }
        }
    }

    private async Task UploadAsync(string clip, int number, int one)
    {
        for (var i = 0; !_end.IsCancellationRequested; i++)
        {
            try
            {
                var id = $"flood-{number}-{one}-{i}";
                await _client.Library.UploadAndWaitAsync(clip, new UploadOptions { VideoId = id }, cancellationToken: _end.Token);
                Interlocked.Increment(ref _uploaded);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                // The flood has ended.
            }
        }
    }
}
