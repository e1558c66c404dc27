using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Inference.Embedding;

/// <summary>Long inputs other than the average are made of tokens that go through a fusion transformer: not every package has one.</summary>
internal static class NoTokens
{
    /// <summary>Refuses a request that keeps or brings tokens.</summary>
    public static Error? Check(EmbedRequest request, string package)
    {
        for (var i = 0; i < request.Items.Count; i++)
        {
            var item = request.Items[i];
            if (item.KeepTokens != Modalities.None || item.Parts.Any(part => part.Tokens.Count > 0))
                return Error.Invalid(
                    $"items[{i}].keep_tokens", item.KeepTokens.ToName(), $"asks for tokens, and {package} has none",
                    "Use the strategy average for whole videos.");
        }

        return null;
    }
}
