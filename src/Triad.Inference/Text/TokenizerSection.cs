using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Text;

/// <summary>The section of model.json that names a tokenizer, for graphs that take one id a piece.</summary>
internal static class TokenizerSection
{
    /// <summary>Reads it to its end; null where it is not there, or names no tokenizer, which is noted.</summary>
    public static ITokenizerPlan? Read(ManifestObject? section, PlugIns<ITokenizerKind> tokenizers)
    {
        if (section is null || !tokenizers.TryRead(section, "tokenizer", out var kind))
            return null;
        var plan = kind.Read(section);
        section.Close();
        if (plan.Width != 1)
            section.Note("tokenizer", $"gives {plan.Width} ids a word", "Use a tokenizer that gives one id a piece, such as hugging-face.");
        return plan;
    }
}
