using Triad.Media.Sandbox;

namespace Triad.Media.Decoding;

/// <summary>Sorts a decoder's messages: what its filters say about times, and errors.</summary>
internal sealed class DecodeListener : IMessageListener
{
    /// <summary>What the filters say.</summary>
    public MarkReader Marks { get; } = new();

    /// <summary>Everything else.</summary>
    public StreamErrors Errors { get; } = new();

    /// <inheritdoc/>
    public bool Take(string line)
    {
        if (Marks.TryAdd(line))
            return true;
        Errors.Add(line);
        return false;
    }

    /// <inheritdoc/>
    public void End() => Marks.End();
}
