using Triad.Evaluation.Classification;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Offline;

/// <summary>What <c>python3 -m training.offline</c> is to measure; its plan file.</summary>
/// <param name="Package">The folder of the model package.</param>
/// <param name="Items">The pool.</param>
/// <param name="Directions">Names of directions.</param>
/// <param name="Classes">A label set; null where nothing is classified.</param>
internal sealed record OfflinePlan(
    string Package,
    IReadOnlyList<OfflinePlan.Item> Items,
    IReadOnlyList<string> Directions,
    OfflinePlan.LabelSet? Classes = null)
{
    public static OfflinePlan Of(EvaluationSettings settings, IReadOnlyList<string?> files, IReadOnlyList<Direction> directions, LabelSet? classes = null) => new(
        Path.GetFullPath(settings.Package),
        [.. settings.Set.Items.Select((item, index) => new Item(files[index], item.Captions))],
        [.. directions.Select(direction => direction.Name)],
        classes);

    /// <summary>A media file, null where there is none, and its captions.</summary>
    internal sealed record Item(string? File, IReadOnlyList<string> Captions);

    /// <summary>Prompts by label, the right labels by item, and the mask that is looked at.</summary>
    internal sealed record LabelSet(IReadOnlyList<IReadOnlyList<string>> Prompts, IReadOnlyList<IReadOnlyList<int>> Truth, string Mask);
}
