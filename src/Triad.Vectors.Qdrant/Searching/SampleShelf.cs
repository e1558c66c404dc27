namespace Triad.Vectors.Qdrant.Searching;

/// <summary>The samples that are in memory: so many bytes, the least recently used leave first.</summary>
internal sealed class SampleShelf
{
    private const long Room = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<SampleKey, LinkedListNode<(SampleKey Key, SampledVectors Sample)>> _kept = [];
    private readonly LinkedList<(SampleKey Key, SampledVectors Sample)> _byUse = new();
    private long _bytes;

    /// <summary>A sample; null where it is not kept.</summary>
    public SampledVectors? Get(SampleKey key)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out var place))
                return null;
            _byUse.Remove(place);
            _byUse.AddLast(place);
            return place.Value.Sample;
        }
    }

    /// <summary>Keeps a sample, in place of the one before.</summary>
    public void Put(SampleKey key, SampledVectors sample)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out var old))
                Drop(old);
            _kept.Add(key, _byUse.AddLast((key, sample)));
            _bytes += sample.Bytes;
            while (_bytes > Room && _byUse.First is { } oldest)
                Drop(oldest);
        }
    }

    private void Drop(LinkedListNode<(SampleKey Key, SampledVectors Sample)> place)
    {
        _byUse.Remove(place);
        _kept.Remove(place.Value.Key);
        _bytes -= place.Value.Sample.Bytes;
    }
}
