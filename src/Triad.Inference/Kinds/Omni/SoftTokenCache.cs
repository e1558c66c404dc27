using System.Security.Cryptography;
using Triad.Core.Errors;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// The soft tokens of pictures and sounds by what these hold, so that equal ones go through their encoder once, however many segments,
/// masks and requests have them. What was used least lately goes first. Thread-safe.
/// </summary>
/// <param name="mostBytes">What it may hold.</param>
internal sealed class SoftTokenCache(long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>The key of some content.</summary>
    /// <param name="settings">What tells contents of equal bytes apart, such as the size of a picture.</param>
    /// <param name="content">The content.</param>
    public static Key KeyOf(ReadOnlySpan<int> settings, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(settings));
        hash.AppendData(content);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new Key(BitConverter.ToUInt128(digest), BitConverter.ToUInt128(digest[(SHA256.HashSizeInBytes / 2)..]));
    }

    /// <summary>
    /// The soft tokens of a content. Who asks while another makes them waits for that one; where it gives up, the next one makes them.
    /// </summary>
    /// <param name="key">The content's key.</param>
    /// <param name="makeAsync">Makes them.</param>
    /// <param name="cancellationToken">Ends the caller's wait.</param>
    public async Task<Result<float[]>> GetAsync(Key key, Func<Task<Result<float[]>>> makeAsync, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (entry, isMine) = Claim(key);
            if (isMine)
                return await MakeAsync(entry, makeAsync).ConfigureAwait(false);
            try
            {
                return await entry.Value.Made.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The one that made it was cancelled.
            }
        }
    }

    private (LinkedListNode<Entry> Entry, bool IsMine) Claim(Key key)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return (known, false);
            }

            var entry = _byUse.AddFirst(new Entry(key));
            _entries.Add(key, entry);
            return (entry, true);
        }
    }

    private async Task<Result<float[]>> MakeAsync(LinkedListNode<Entry> entry, Func<Task<Result<float[]>>> makeAsync)
    {
        try
        {
            var made = await makeAsync().ConfigureAwait(false);
            if (made.IsOk)
                Keep(entry, made.Value);
            else
                Drop(entry);
            entry.Value.Made.SetResult(made);
            return made;
        }
        catch
        {
            Drop(entry);
            entry.Value.Made.SetCanceled(CancellationToken.None);
            throw;
        }
    }

    private void Keep(LinkedListNode<Entry> entry, float[] tokens)
    {
        lock (_lock)
        {
            entry.Value.Bytes = (long)tokens.Length * sizeof(float);
            _bytes += entry.Value.Bytes;
            for (var last = _byUse.Last; last is not null && _bytes > mostBytes;)
            {
                // What is being made has no size yet, and others wait for it.
                var before = last.Previous;
                if (last.Value.Bytes > 0)
                    Remove(last);
                last = before;
            }
        }
    }

    private void Drop(LinkedListNode<Entry> entry)
    {
        lock (_lock)
            Remove(entry);
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _entries.Remove(entry.Value.Key);
        _byUse.Remove(entry);
        _bytes -= entry.Value.Bytes;
    }

    /// <summary>A SHA-256.</summary>
    internal readonly record struct Key(UInt128 First, UInt128 Second);

    private sealed class Entry(Key key)
    {
        public Key Key => key;

        public TaskCompletionSource<Result<float[]>> Made { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Bytes { get; set; }
    }
}
