using Triad.Core.Embedding;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Omni;

/// <summary>What stands before texts and media.</summary>
/// <param name="Query">Before a text that asks.</param>
/// <param name="Document">Before a text that is stored.</param>
/// <param name="Titled">
/// Before a text that is stored of a video with a name, with <see cref="Place"/> in it; empty where names are not read.
/// </param>
/// <param name="Named">
/// Before media without text that are stored of a video with a name, with <see cref="Place"/> in it; empty where nothing stands there, as
/// the model was trained.
/// </param>
internal sealed record OmniPrompts(string Query, string Document, string Titled, string Named)
{
    /// <summary>Where the name goes.</summary>
    public const string Place = "{title}";

    /// <summary>True where a video's name is read.</summary>
    public bool ReadNames => Titled.Length + Named.Length > 0;

    /// <summary>What stands before a text.</summary>
    public string BeforeText(EmbedRole role, string? title) => role switch
    {
        EmbedRole.Query => Query,
        EmbedRole.Media => Fill(Titled, title) is { Length: > 0 } titled ? titled : Document,
        _ => "",
    };

    /// <summary>What stands before media without text.</summary>
    public string BeforeMedia(EmbedRole role, string? title) => role == EmbedRole.Media ? Fill(Named, title) : "";

    private static string Fill(string prompt, string? title) => prompt.Length > 0 && VideoTitle.ToText(title) is { Length: > 0 } words
        ? prompt.Replace(Place, words, StringComparison.Ordinal)
        : "";
}
