using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Evaluation;

/// <summary>What is asked with and what is looked for: <c>t-&gt;va</c> asks with text for stored vectors of picture and sound.</summary>
internal sealed record Direction(Modalities Query, Modalities Target)
{
    /// <summary>Every direction between the single modalities, and those of text with picture and sound together.</summary>
    public static IReadOnlyList<Direction> All { get; } =
    [
        new(Modalities.Text, Modalities.Video | Modalities.Audio),
        new(Modalities.Text, Modalities.Video),
        new(Modalities.Text, Modalities.Audio),
        new(Modalities.Video, Modalities.Text),
        new(Modalities.Audio, Modalities.Text),
        new(Modalities.Video, Modalities.Audio),
        new(Modalities.Audio, Modalities.Video),
        new(Modalities.Video | Modalities.Audio, Modalities.Text),
    ];

    public string Name => $"{Query.ToShortName()}->{Target.ToShortName()}";

    /// <summary>Text as a target has to be stored: the clip goes in once more, with its caption.</summary>
    public bool NeedsCaptions => Target == Modalities.Text;

    public static Direction Parse(string name) => All.FirstOrDefault(direction => direction.Name == name)
        ?? throw CommandException.WrongUse("--direction", name, $"Use one of {string.Join(", ", All.Select(direction => direction.Name))}");
}
