using System.Text;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Testing.Embedding;

namespace Triad.Grains.Tests.Tenants;

/// <summary>A catalog of two packages with spaces of their own: what "hash" and "other" embed is the same, and must never be compared.</summary>
internal sealed class TwoModels : IModelCatalog
{
    public const string Other = "other";

    public HashEmbedder First { get; } = new();

    public HashEmbedder Second { get; } = new()
    {
        Model = new HashEmbedder().Model with { Package = Other, Space = SpaceId.From("other@fedcba9876543210") },
    };

    /// <summary>A video's frames of this script, which the second package refuses.</summary>
    public string? FailsOn { get; set; }

    /// <summary>What the second package's opening waits for.</summary>
    public Func<Task> Opening { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<string> Packages => [HashEmbedder.Package, Other];

    public int QueueDepth => 0;

    public async Task<Result<IEmbedder>> GetAsync(string package, CancellationToken cancellationToken)
    {
        if (package == Other)
            await Opening();
        return package switch
        {
            HashEmbedder.Package => First,
            Other => new Refusing(this),
            _ => Error.Of(ErrorReason.ModelUnavailable, "model_package", package, "is not installed", "Use one of: hash, other."),
        };
    }

    private sealed class Refusing(TwoModels models) : IEmbedder
    {
        public ModelInfo Model => models.Second.Model;

        public int QueueDepth => 0;

        public TextNotice Read(string text) => models.Second.Read(text);

        public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
            models.FailsOn is { } look && request.Items.Any(item => item.Parts.Any(part => Shows(part, look)))
                ? Error.Invalid("content", look, "is nothing that this model embeds", "Use another model.")
                : await models.Second.EmbedAsync(request, cancellationToken);

        private static bool Shows(EmbedPart part, string look) =>
            part.Frames is { } frames && Encoding.UTF8.GetString(frames.Pixels.Span).Contains(look, StringComparison.Ordinal);
    }
}
