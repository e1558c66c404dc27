using Triad.Core.Errors;
using Triad.Grains.State;

namespace Triad.Grains.Videos;

/// <summary>
/// Sees to it that nobody is told for long what a video was: where another activation has written since, it says what. A writer needs none of it, since
/// the storage refuses the writes of an activation that is behind.
/// </summary>
internal sealed class VideoFreshness(StoredState<VideoState> stored, VideoOptions options, TimeProvider time)
{
    private long _known = time.GetTimestamp();
    private int _writing;

    /// <summary>A write of this activation begins.</summary>
    public void BeginWrite() => _writing++;

    /// <summary>It has ended; if it succeeded, nobody else has written since the last one.</summary>
    public void EndWrite()
    {
        _writing--;
        _known = time.GetTimestamp();
    }

    /// <summary>
    /// The video that another activation has made where this one knows of none; null where there is none. A creation may have been begun here, and done
    /// elsewhere when its caller asked again.
    /// </summary>
    /// <param name="lives">Whether this activation has made it meanwhile.</param>
    /// <exception cref="StorageException">The storage does not answer: nobody can say that there is none.</exception>
    public async Task<VideoState?> MadeElsewhereAsync(Func<bool> lives) =>
        await stored.ReadAsync() is { Erased: false } found && !lives() && _writing == 0 ? found : null;

    /// <summary>The state that another activation has written since; null where there is none, as far as can be known now.</summary>
    /// <param name="current">What this activation has; asked for again once the storage has answered.</param>
    public async Task<VideoState?> NewerAsync(Func<VideoState> current)
    {
        if (_writing > 0 || time.GetElapsedTime(_known) < TimeSpan.FromSeconds(options.FreshSeconds))
            return null;
        var asked = _known = time.GetTimestamp();
        VideoState? found;
        try
        {
            found = await stored.ReadAsync();
        }
        catch (Exception)
        {
            return null; // A storage that is away makes no reader wait.
        }

        // A write of its own that began meanwhile may be what was read.
        return _writing == 0 && _known == asked && found is not null && found.Writes > current().Writes ? found : null;
    }
}
