using Triad.Core.Errors;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>What a source is asked for.</summary>
/// <param name="Wanted">The model and the user's wishes.</param>
/// <param name="Source">The entry of the catalogue.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Stage">Where files are kept until the package is made.</param>
/// <param name="Pins">What earlier downloads recorded.</param>
/// <param name="Progress">Receives how far it is.</param>
internal sealed record FetchRequest(
    ModelRequest Wanted, OfferedSource Source, HubVariant Variant, DownloadStage Stage, ModelPins Pins, IProgress<DownloadProgress> Progress)
{
    /// <summary>Gets another model, which this one is made of.</summary>
    public required Func<ModelRequest, CancellationToken, Task<Result<ImportedModel>>> GetOther { get; init; }

    /// <summary>The name of the model.</summary>
    public string Name => Wanted.Model.Name;

    /// <summary>The address that the user names in place of the source's; null for none.</summary>
    public Uri? From => Wanted.From is { } from && Uri.TryCreate(from, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
