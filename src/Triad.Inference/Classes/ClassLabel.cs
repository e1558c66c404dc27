namespace Triad.Inference.Classes;

/// <summary>A class.</summary>
/// <param name="Name">Its name, as people read it.</param>
/// <param name="Texts">What it is, in words for a text encoder: one text or several; the name where nothing else is known.</param>
internal sealed record ClassLabel(string Name, IReadOnlyList<string> Texts)
{
    /// <summary>A class of which nothing is known but its name.</summary>
    public ClassLabel(string name)
        : this(name, [name])
    {
    }
}
