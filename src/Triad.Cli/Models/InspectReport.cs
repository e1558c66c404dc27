using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Packages;

namespace Triad.Cli.Models;

/// <summary>A package as <c>triad model inspect</c> prints it.</summary>
internal sealed record InspectReport(
    string Package,
    string Kind,
    string Space,
    string Licence,
    string Origin,
    IReadOnlyList<InspectedMember> Members,
    IReadOnlyList<InspectedGraph> Graphs,
    IReadOnlyList<InspectReport.Representation> Representations)
{
    public static InspectReport Of(ModelInfo model, InspectedPackage package) => new(
        model.Package,
        package.Kind,
        model.Space.Value,
        package.Licence,
        package.Origin,
        package.Members,
        package.Graphs,
        [.. model.Representations.Select(one => new Representation(
            one.Name.Value,
            one.Dimension,
            one.Mask.ToName(),
            one.Queries.ToName(),
            one.Heads.Count > 0
                ? [.. one.Heads.Select(head => head.Name)]
                : [.. model.Representations.Where(other => other.ComparableAs == one.ComparableAs).Select(other => other.Name.Value)]))]);

    internal sealed record Representation(string Name, int Dimension, string MadeOf, string AskedBy, IReadOnlyList<string> ComparedWith);
}
