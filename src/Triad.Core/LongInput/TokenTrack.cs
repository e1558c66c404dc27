using System.Numerics.Tensors;

namespace Triad.Core.LongInput;

/// <summary>
/// The tokens of one modality as they come, in bounded memory: where more than twice the capacity are held, every other one goes, or neighbours become their
/// maximum, and from then on each held entry stands for twice as many tokens. What is left depends on the tokens alone, not on how they were cut into runs.
/// </summary>
internal sealed class TokenTrack(int tokenSize, int capacity, bool maximum)
{
    private readonly List<float[]> _held = [];
    private int _stride = 1;
    private int _inLast;

    public int TokenSize => tokenSize;

    /// <summary>Entries that are held.</summary>
    public int Held => _held.Count;

    public void Add(ReadOnlySpan<float> token)
    {
        if (_inLast == 0)
            Begin(token);
        else if (maximum)
            TensorPrimitives.Max(_held[^1], token, _held[^1]);
        _inLast = (_inLast + 1) % _stride;
    }

    /// <summary>At most <paramref name="count"/> tokens, evenly over the whole, in order.</summary>
    public float[] Take(int count)
    {
        var kept = Math.Min(count, _held.Count);
        var values = new float[kept * tokenSize];
        for (var i = 0; i < kept; i++)
        {
            var target = values.AsSpan(i * tokenSize, tokenSize);
            if (!maximum)
            {
                // The middle of the i-th of equal pieces.
                _held[(int)((((2L * i) + 1) * _held.Count) / (2L * kept))].CopyTo(target);
                continue;
            }

            var (from, to) = ((int)((long)i * _held.Count / kept), (int)((i + 1L) * _held.Count / kept));
            _held[from].CopyTo(target);
            for (var entry = from + 1; entry < to; entry++)
                TensorPrimitives.Max(target, _held[entry], target);
        }

        return values;
    }

    private void Begin(ReadOnlySpan<float> token)
    {
        // Full, and the next entry begins: the held ones are whole, so that pairs of them stand for equal numbers of tokens.
        if (_held.Count == 2 * capacity)
        {
            for (var i = 0; i < capacity; i++)
            {
                if (maximum)
                    TensorPrimitives.Max(_held[2 * i], _held[(2 * i) + 1], _held[2 * i]);
                _held[i] = _held[2 * i];
            }

            _held.RemoveRange(capacity, capacity);
            _stride *= 2;
        }

        _held.Add(token.ToArray());
    }
}
