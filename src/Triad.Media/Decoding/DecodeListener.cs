using Triad.Media.Sandbox;

namespace Triad.Media.Decoding;

/// <summary>Sorts a decoder's messages: what its filters say about times, and errors.</summary>
/// <param name="sounds">How many outputs of sound there are.</param>
internal sealed class DecodeListener(int sounds) : IMessageListener
{
    /// <summary>What the filters say.</summary>
    public MarkReader Marks { get; } = new(sounds);

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
