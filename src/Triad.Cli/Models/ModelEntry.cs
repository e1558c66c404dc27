using Triad.Inference.Hub.Downloads;

namespace Triad.Cli.Models;

/// <summary>A model as <c>triad model list</c> prints it: of the catalogue, of the models folder, or of both.</summary>
internal sealed record ModelEntry(
    string Name,
    bool Installed,
    string? Kind,
    string Licence,
    bool AsksToAgree,
    long Bytes,
    long? MemoryBytes,
    string? Summary,
    IReadOnlyList<string> Good,
    IReadOnlyList<string> Bad,
    IReadOnlyList<string> Sources)
{
    /// <summary>The catalogue in its order, then what else is installed.</summary>
    public static IReadOnlyList<ModelEntry> Of(IReadOnlyList<OfferedModel> offered, IReadOnlyList<InstalledModel> installed) =>
    [
        .. offered.Select(model => Of(model, installed.FirstOrDefault(one => one.Name == model.Name))),
        .. installed.Where(one => offered.All(model => model.Name != one.Name))
            .Select(one => new ModelEntry(one.Name, true, one.Kind, one.Licence, false, one.Bytes, null, null, [], [], [one.Origin])),
    ];

    private static ModelEntry Of(OfferedModel model, InstalledModel? installed) => new(
        model.Name,
        installed is not null,
        installed?.Kind,
        model.Licence.Name,
        model.Licence.Terms is not null,
        installed?.Bytes ?? model.Bytes,
        model.MemoryBytes,
        model.Summary,
        model.Good,
        model.Bad,
        [.. model.Sources.Select(source => source.ToString())]);
}
