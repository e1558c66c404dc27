using Triad.Core.Errors;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Staged;

/// <summary>
/// Features of frames, by their content: a frame is encoded once, however many segments, windows and queries have it, also where these are embedded
/// at the same time. What was used least recently goes first. Thread-safe.
/// </summary>
/// <param name="capacity">The most frames that are kept.</param>
internal sealed class FrameCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = [];
    private long _taken;
    private long _encoded;

    /// <summary>How many frames clips had so far, and how many of them were encoded.</summary>
    public FrameCounts Counts => new(Interlocked.Read(ref _taken), Interlocked.Read(ref _encoded));

    /// <summary>Counts the frames of a clip.</summary>
    public void Count(int frames) => Interlocked.Add(ref _taken, frames);

    /// <summary>The features of a frame, encoded where nobody has done it.</summary>
    /// <param name="key">What tells its content.</param>
    /// <param name="encodeAsync">Encodes it.</param>
    /// <param name="cancellationToken">Ends waiting for another caller who encodes it.</param>
    public async Task<Result<float[]>> GetAsync(string key, Func<Task<Result<float[]>>> encodeAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (entry, isMine) = Take(key);
            if (isMine)
                return await EncodeAsync(entry, encodeAsync).ConfigureAwait(false);

            // Null where the caller who encoded it was cancelled or failed: that is not this one's fault.
            if (await entry.Features.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is { } features)
                return features;
        }
    }

    private async Task<Result<float[]>> EncodeAsync(Entry entry, Func<Task<Result<float[]>>> encodeAsync)
    {
        float[]? features = null;
        Interlocked.Increment(ref _encoded);
        try
        {
            var encoded = await encodeAsync().ConfigureAwait(false);
            if (encoded.IsOk)
                features = encoded.Value;
            return encoded;
        }
        finally
        {
            if (features is null)
                Forget(entry);
            entry.Features.SetResult(features);
        }
    }

    private (Entry Entry, bool IsMine) Take(string key)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                _order.Remove(known);
                _order.AddLast(known);
                return (known.Value, false);
            }

            if (_entries.Count >= capacity && _order.First is { } oldest)
                Remove(oldest);
            return ((_entries[key] = _order.AddLast(new Entry(key))).Value, true);
        }
    }

    private void Forget(Entry entry)
    {
        lock (_lock)
            if (_entries.TryGetValue(entry.Key, out var node) && node.Value == entry)
                Remove(node);
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _order.Remove(node);
        _entries.Remove(node.Value.Key);
    }

    private sealed class Entry(string key)
    {
        public string Key => key;

        public TaskCompletionSource<float[]?> Features { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
