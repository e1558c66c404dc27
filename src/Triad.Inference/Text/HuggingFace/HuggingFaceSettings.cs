using Triad.Inference.Hub;
using Triad.Inference.Packages;

namespace Triad.Inference.Text.HuggingFace;

/// <summary>Settings of a tokenizer.json.</summary>
internal sealed record HuggingFaceSettings : ITokenizerPlan
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Ids that a text has at most, those before and after it included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>True where texts are brought to lower case before the file's own steps.</summary>
    public required bool LowerCase { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [File];

    /// <inheritdoc/>
    public int Width => 1;

    /// <inheritdoc/>
    public string Key => FormattableString.Invariant($"{HuggingFaceTokenizerKind.TokenizerName};{File};{MaxTokens};{LowerCase}");

    /// <inheritdoc/>
    public ITokenizer? Open(PackageFiles files)
    {
        if (files.Read(File) is not { } bytes)
            return null;
        try
        {
            var parts = TokenizerParts.Read(File, bytes);
            var (most, added) = (MaxTokens, parts.Template.Before.Count + parts.Template.After.Count);
            if (most > added)
                return new HuggingFaceTokenizer(parts, most, LowerCase);
            files.Note(ModelManifest.FileName, "text.max_tokens", $"is {most}, and {added} are added to every text", "Give more.");
        }
        catch (HubFormatException exception)
        {
            files.Note(File, exception.Field, exception.Problem, exception.Remedy);
        }

        return null;
    }
}
