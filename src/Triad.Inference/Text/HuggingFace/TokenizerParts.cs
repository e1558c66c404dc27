using Triad.Inference.Hub;
using Triad.Inference.Text.HuggingFace.Models;
using Triad.Inference.Text.HuggingFace.Normalizers;
using Triad.Inference.Text.HuggingFace.Splitters;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>What a tokenizer.json is made of.</summary>
/// <param name="Raw">Tokens that are looked for in the text as it is.</param>
/// <param name="Normalizer">Changes the text.</param>
/// <param name="Normalized">Tokens that are looked for in the changed text.</param>
/// <param name="Splitter">Splits it into words.</param>
/// <param name="Model">Turns words into ids.</param>
/// <param name="Template">What stands before and after.</param>
/// <param name="LargestId">The largest id that it can give.</param>
internal sealed record TokenizerParts(
    AddedTokens Raw,
    INormalizer Normalizer,
    AddedTokens Normalized,
    ISplitter Splitter,
    ITokenModel Model,
    TokenTemplate Template,
    long LargestId)
{
    /// <summary>Reads a file's content.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="HubFormatException">It cannot be used; the exception names the field.</exception>
    public static TokenizerParts Read(string file, ReadOnlyMemory<byte> content) => Read(HubJson.Parse(file, content));

    /// <summary>Reads a file that was parsed already.</summary>
    /// <exception cref="HubFormatException">It cannot be used; the exception names the field.</exception>
    public static TokenizerParts Read(HubJson root)
    {
        var direction = root["truncation"] is { IsNull: false } truncation ? truncation["direction"] : default;
        if (direction.Text("Right") != "Right")
            throw direction.Unsupported(["Right"]);
        var special = new HashSet<string>(StringComparer.Ordinal);
        var (raw, normalized) = AddedTokens.Read(root["added_tokens"], special, out var largestAdded);
        var (model, largest) = ModelReader.Read(root["model"], special);
        var template = TokenTemplate.Read(root["post_processor"]);
        return new TokenizerParts(
            raw,
            NormalizerReader.Read(root["normalizer"]),
            normalized,
            SplitterReader.Read(root["pre_tokenizer"]),
            model,
            template,
            template.Before.Concat(template.After).Append(largest).Append(largestAdded).Max());
    }
}
