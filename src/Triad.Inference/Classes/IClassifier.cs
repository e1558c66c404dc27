using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Embedding;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Classes;

/// <summary>A loaded classifier, as packages use it that hold one.</summary>
internal interface IClassifier : IEmbedder, IScorer
{
    /// <summary>The name of the kind of its package.</summary>
    const string Kind = "classifier";

    /// <summary>The classes, in the order of the scores.</summary>
    IReadOnlyList<ClassLabel> Labels { get; }

    /// <summary>The graph's input.</summary>
    string Input { get; }

    /// <summary>The shape of a row of it, without the batch.</summary>
    IReadOnlyList<long> RowShape { get; }

    /// <summary>How many rows a part has, at most.</summary>
    int CountRows(EmbedPart part);

    /// <summary>The rows of a part; none where it lacks what the classifier looks at. Resizes pictures: not for a caller's own turn.</summary>
    IReadOnlyList<ClassRow> RowsOf(EmbedPart part);

    /// <summary>The probabilities of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="temperature">1 for the model's own; above 1 flatter.</param>
    /// <param name="admission">The room for it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<float[]>> ProbabilitiesAsync(ClassRow row, double temperature, Admission admission, CancellationToken cancellationToken);
}
