using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>One item of a pool.</summary>
/// <param name="Name">What the data set calls it.</param>
/// <param name="File">Its media file; null where there is none.</param>
/// <param name="Captions">What is said about it; each can be a query.</param>
/// <param name="Seconds">How long it is; 0 where that is not known.</param>
public sealed record EvaluationItem(string Name, string? File, IReadOnlyList<string> Captions, double Seconds = 0)
{
    /// <summary>The part of the file that it is, in seconds; null for all of it.</summary>
    public (double Start, double End)? Cut { get; init; }

    /// <summary>The video that it is, or is a part of: what a list of videos names.</summary>
    public string Video { get; init; } = Name;

    /// <summary>What else the data set says about it.</summary>
    public JsonElement? Facts { get; init; }
}
