using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Cli.Models;

/// <summary>What a package offers, as the tool prints it.</summary>
internal sealed record ModelReport(
    string Package,
    string Folder,
    string Space,
    string Modalities,
    int EmbeddingSize,
    IReadOnlyList<string> Representations,
    double SegmentSeconds,
    bool CanFuse)
{
    public static ModelReport Of(string folder, ModelInfo model) => new(
        model.Package,
        folder,
        model.Space.Value,
        model.Modalities.ToName(),
        model.Dimension,
        [.. model.RepresentationsOf(model.Modalities).Select(name => name.Value)],
        model.Decode.SegmentLength.TotalSeconds,
        model.CanFuse);
}
