namespace Triad.Inference.Sound;

/// <summary>How AST's features are made; what is not here is the same for all of its models.</summary>
internal sealed record AstSettings
{
    /// <summary>Samples a second, mono; a multiple of 200.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Mel filters.</summary>
    public required int MelBins { get; init; }

    /// <summary>Frames that the graph hears at once.</summary>
    public required int Frames { get; init; }

    /// <summary>Subtracted from every feature.</summary>
    public required double Mean { get; init; }

    /// <summary>Twice this divides then.</summary>
    public required double Std { get; init; }

    /// <summary>All settings as one text; it stays the same for ever.</summary>
    public string Key => FormattableString.Invariant($"{SampleRate};{MelBins};{Frames};{Mean};{Std}");
}
