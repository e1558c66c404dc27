using Triad.Inference.Packages;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>The tokenizer <c>hugging-face</c>: whatever a tokenizer.json says.</summary>
internal sealed class HuggingFaceTokenizerKind : ITokenizerKind
{
    /// <summary>The name.</summary>
    public const string TokenizerName = "hugging-face";

    /// <summary>Most tokens that a package may ask for.</summary>
    public const int MostTokens = 8192;

    /// <inheritdoc/>
    public string Name => TokenizerName;

    /// <inheritdoc/>
    public ITokenizerPlan Read(ManifestObject section) => new HuggingFaceSettings
    {
        File = section.FileName("file"),
        MaxTokens = section.Integer("max_tokens", 1, MostTokens),
        LowerCase = section.Names.Contains("lower_case") && section.Truth("lower_case"),
    };
}
